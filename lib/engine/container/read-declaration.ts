import type { Direction } from '../evidence'
import { readSourceType } from '../provenance/source-types'
import type { Tags } from './read-tags'

/** What a file's own tags say about being made by a generator. */
export interface Declaration {
  points: Extract<Direction, 'synthetic' | 'manipulated'>
  /** The mark, in a few words. */
  mark: string
  /** The generator it names, one of a list of ours; null: none of those. */
  generator: string | null
  /** Who made it with a generator, in the file's own words. */
  producer?: string
  /** The tag it stands in. */
  foundIn: string
  explain: string
}

/** Tags in which a program names itself. */
const writerTags = ['encoder', 'software', 'encoded_by', 'generator', 'tool', 'com.apple.quicktime.software']
const generators =
  /\b(suno|udio|eleven ?labs|runway ?ml|pika labs|kling ?ai|openai|google veo|heygen|synthesia|d-id|dream machine|hailuo|stable ?audio|musicgen|audiogen|invokeai|comfyui|animatediff|hunyuan ?video|ltx-?video|cogvideo)\b/i
const phrase =
  /\b(?:made|created|generated|produced) (?:with|by|using) (suno|udio|eleven ?labs|runway|pika|kling|sora|veo|heygen|synthesia|d-id|luma|hailuo|stable ?audio|stable ?diffusion|musicgen|comfyui|ai)\b/i

/**
 * Looks for a declared generator in the tags of sound or video: the AIGC label of China's GB 45438-2025, an IPTC digital
 * source type in XMP, a ComfyUI workflow, Stable Diffusion parameters, or a generator that names itself. Null: none.
 */
export function readDeclaration(tags: Tags): Declaration | null {
  for (const [tag, values] of tags) {
    for (const value of values) {
      const found = readAigcLabel(tag, value) ?? readXmp(tag, value) ?? readWorkflow(value) ?? readName(tag, value)
      if (found !== null) return { ...found, foundIn: tag }
    }
  }
  return null
}

type Found = Omit<Declaration, 'foundIn'> | null

function readAigcLabel(tag: string, value: string): Found {
  if (tag !== 'aigc' && !value.includes('"AIGC"')) return null
  const [, producer] = /"ContentProducer"\s*:\s*"([^"]{1,80})"/.exec(value) ?? []
  if (!/"Label"\s*:\s*"?1"?\s*[,}]/.test(value)) return null
  const by = producer ? ` It names ${producer} as the producer.` : ''
  return {
    points: 'synthetic',
    mark: 'AIGC label 1',
    generator: null,
    ...(producer !== undefined && { producer }),
    explain: `The file carries the label for AI-made content (AIGC, 1).${by}`,
  }
}

function readXmp(tag: string, value: string): Found {
  if (tag !== 'xmp') return null
  const generator = null
  for (const [, type = ''] of value.matchAll(
    /DigitalSourceType\s*(?:=\s*["']|>\s*|\s[^>]*resource=["'])([^"'<\s]{1,200})/g,
  )) {
    const source = readSourceType(type)
    const mark = `digital source type ${type.split('/').at(-1)}`
    if (source === 'generated') {
      return {
        points: 'synthetic',
        mark,
        generator,
        explain: 'The file’s XMP data declares it as made by a trained AI model.',
      }
    }
    if (source === 'partly_generated') {
      return {
        points: 'manipulated',
        mark,
        generator,
        explain: 'The file’s XMP data declares parts of it as made by a trained AI model.',
      }
    }
  }
  return null
}

function readWorkflow(value: string): Found {
  if (/"class_type"\s*:/.test(value) || /\\"class_type\\"\s*:/.test(value)) {
    return {
      points: 'synthetic',
      mark: 'ComfyUI workflow',
      generator: 'ComfyUI',
      explain: 'The file carries the ComfyUI workflow it was generated with.',
    }
  }
  if (/\bSteps: \d+, Sampler: /.test(value)) {
    return {
      points: 'synthetic',
      mark: 'Stable Diffusion parameters',
      generator: 'Stable Diffusion',
      explain: 'The file carries the Stable Diffusion settings it was generated with.',
    }
  }
  return null
}

function readName(tag: string, value: string): Found {
  const [, name] = (writerTags.includes(tag) ? generators.exec(value) : null) ?? phrase.exec(value) ?? []
  if (name === undefined) return null
  // "Made with AI" names nothing in particular.
  const generator = /^ai$/i.test(name) ? null : name
  return {
    points: 'synthetic',
    mark: `names ${name}`,
    generator,
    explain: `The file’s own tags name a generator: ${name}.`,
  }
}
