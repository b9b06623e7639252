import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { ModelProblem } from './model-problem'

const share = z.number().min(0).max(1)
const count = z.number().int().nonnegative()
const side = z.number().int().min(8).max(2048)
const perColour = z.tuple([z.number(), z.number(), z.number()])

const PictureInput = z.strictObject({
  kind: z.literal('image'),
  /** Pixels. */
  width: side,
  height: side,
  /**
   * `squash`: scaled to the size, whatever the shape. `crop`: scaled until the shorter side is `shortSide`, then cut from
   * the middle. `centre`: cut from the middle unscaled; a smaller picture is not judged.
   */
  resize: z.enum(['squash', 'crop', 'centre']),
  /** With `crop`; left out: just large enough. */
  shortSide: side.optional(),
  kernel: z.enum(['linear', 'cubic', 'lanczos3']).default('cubic'),
  layout: z.enum(['nchw', 'nhwc']).default('nchw'),
  colours: z.enum(['rgb', 'bgr']).default('rgb'),
  /** A value is (pixel / 255 - mean) / std, colour by colour, red first. */
  mean: perColour.default([0, 0, 0]),
  std: perColour.refine((values) => values.every((value) => value > 0), 'must be above 0').default([1, 1, 1]),
})

const SoundInput = z.strictObject({
  kind: z.literal('audio'),
  /** Hz. Sound is mixed to one channel, -1 to 1, and converted to this rate. */
  sampleRate: z.number().int().min(4000).max(48_000),
  /** Length of one window; what is shorter is filled up with zeros. */
  seconds: z.number().min(0.25).max(60),
  /** `bn`: [1, samples]; `b1n`: [1, 1, samples]. */
  layout: z.enum(['bn', 'b1n']).default('bn'),
})

const Output = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sigmoid1'), tensor: z.string().optional(), means: z.enum(['fake', 'real']) }),
  z.strictObject({ kind: z.literal('logit1'), tensor: z.string().optional(), means: z.enum(['fake', 'real']) }),
  z.strictObject({ kind: z.literal('softmax2'), tensor: z.string().optional(), fake: z.literal([0, 1]) }),
  z.strictObject({ kind: z.literal('logits2'), tensor: z.string().optional(), fake: z.literal([0, 1]) }),
])

const SelfTest = z.strictObject({
  /** Input made by rule (lib/engine/model/patterns.ts). */
  pattern: z.enum(['gradient', 'grey', 'tone', 'silence']),
  /** The probability that the pattern is fake, as the model’s own code gives it. */
  expect: share,
  tolerance: z.number().min(0).max(0.2),
})

const Card = z
  .strictObject({
    positives: count.min(1),
    hits: count,
    negatives: count.min(1),
    falseHits: count,
    /** Where the counts come from, in a few words. They have to be made at the model’s `threshold`. */
    from: z.string().min(1).max(300),
  })
  .refine(({ positives, hits, negatives, falseHits }) => hits <= positives && falseHits <= negatives, {
    message: 'has more hits than media',
  })

const Model = z
  .strictObject({
    name: z.string().min(1).max(100),
    /** Path of the .onnx file; relative ones start at the folder of the models file. */
    file: z.string().min(1).optional(),
    /** Instead of `file`: a repository of a hub, which `npm run docket -- models fetch` fetches it from. Nothing else does. */
    hub: z
      .string()
      .regex(/^\w[\w.-]{0,95}\/\w[\w.-]{0,95}$/, 'must be owner/name')
      .optional(),
    /** Its commit, in 40 hex digits, or a tag. */
    revision: z
      .string()
      .regex(/^\w[\w.-]{0,99}$/, 'must be a commit or a tag')
      .optional(),
    /** Where in the repository the file is. */
    path: z
      .string()
      .regex(/^(\w[\w.-]*\/)*\w[\w.-]*\.onnx$/, 'must be the path of an .onnx file')
      .optional(),
    /** Where the file came from, as a note. */
    from: z.string().max(300).optional(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits, in lower case'),
    licence: z.string().min(1).max(200),
    /** With `video` a model that looks judges its frames, and one that listens its sound. */
    media: z.array(z.enum(['image', 'audio', 'video'])).min(1),
    input: z.discriminatedUnion('kind', [PictureInput, SoundInput]),
    output: Output,
    /** From here on it is a hit. */
    threshold: share,
    /** How the frames of a video, or the windows of a recording, become one score. */
    pool: z.enum(['mean', 'max']).default('mean'),
    selfTest: SelfTest,
    card: Card.optional(),
  })
  .superRefine(({ media, input, selfTest, file, hub, revision, path }, context) => {
    const wanted = hub !== undefined && revision !== undefined && path !== undefined
    const given = hub !== undefined || revision !== undefined || path !== undefined
    if (file === undefined ? !wanted : given) {
      const message = 'must say either file, or hub with revision and path'
      context.addIssue({ code: 'custom', path: [file === undefined && hub !== undefined ? 'hub' : 'file'], message })
    }
    const forSound = input.kind === 'audio'
    // A video has both.
    if (media.includes(forSound ? 'image' : 'audio')) {
      context.addIssue({ code: 'custom', path: ['media'], message: `does not go with an input of kind ${input.kind}` })
    }
    if (['tone', 'silence'].includes(selfTest.pattern) !== forSound) {
      context.addIssue({
        code: 'custom',
        path: ['selfTest', 'pattern'],
        message: `is no pattern of kind ${input.kind}`,
      })
    }
  })

/** Beside the models file: what `models fetch` fetched. */
export const fetchedFolder = 'fetched-models'

/** What to do about a model that is not there yet. */
export const notFetched = 'It is not fetched yet: run npm run docket -- models fetch.'

const ModelsFile = z.strictObject({
  models: z
    .array(Model)
    .max(8)
    .refine((models) => new Set(models.map(({ name }) => name)).size === models.length, 'have the same name twice'),
})

/** Where a hub has a file. */
export interface HubFile {
  /** `owner/name`. */
  repository: string
  /** A commit or a tag. */
  revision: string
  path: string
}

/** One model as the administrator declared it. */
export interface ModelDefinition extends Omit<z.infer<typeof Model>, 'file' | 'hub' | 'revision' | 'path'> {
  /** Absolute path; of a model of a hub the place it is fetched to. */
  file: string
  /** Null for a file the administrator put there. */
  hub: HubFile | null
}
export type PictureInput = z.infer<typeof PictureInput>
export type SoundInput = z.infer<typeof SoundInput>
export type ModelOutput = z.infer<typeof Output>

/** Reads MODELS_FILE. Rejects with ModelProblem, a sentence that names every fault and no path: cases show it. */
export async function readModelsFile(file: string): Promise<ModelDefinition[]> {
  const text = await readFile(/* turbopackIgnore: true */ file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ModelProblem(`The models file cannot be read (${error.code ?? 'unknown'}).`)
  })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new ModelProblem(`The models file is no JSON.`)
  }
  const parsed = ModelsFile.safeParse(json)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'it'}: ${issue.message}`)
    throw new ModelProblem(`The models file cannot be used: ${faults.join('; ')}.`)
  }
  return parsed.data.models.map(({ hub, revision, path: inHub, ...model }) => ({
    ...model,
    // By its hash: what was fetched for one declaration is never used for another.
    file: path.resolve(
      /* turbopackIgnore: true */ path.dirname(file),
      model.file ?? path.join(fetchedFolder, `${model.sha256}.onnx`),
    ),
    hub: hub && revision && inHub ? { repository: hub, revision, path: inHub } : null,
  }))
}
