import { findGenerator } from './generator-names'
import type { PngText } from './png-chunks'

/** A mark of a generator: where it stands and whose it is. Never the prompt itself, which describes the picture. */
export interface GeneratorMark {
  /** The field or chunk, for a person: "PNG text “parameters”". */
  where: string
  generator: string
}

/** Settings as the Stable Diffusion web interfaces write them, in PNG text or in EXIF's UserComment. */
const settings = /\bSteps: \d+, .{0,400}?(Sampler|CFG scale|Seed|Model)\b/s
const jobId = /\bJob ID: [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/i
const searched = 256 * 1024

/**
 * The marks in a PNG's text chunks. A keyword alone is not enough where other programs may use it (`prompt`,
 * `parameters`): the text has to look as the generator writes it.
 */
export function findPngMarks(texts: PngText[]): GeneratorMark[] {
  return texts.flatMap(({ keyword, text }) => {
    const generator = readMark(keyword, text.slice(0, searched))
    return generator ? [{ where: `PNG text “${keyword}”`, generator }] : []
  })
}

/** The mark in a free text of EXIF or a JPEG comment, or null. */
export function findTextMark(where: string, text: string): GeneratorMark | null {
  const part = text.slice(0, searched)
  if (settings.test(part)) return { where, generator: 'Stable Diffusion' }
  if (jobId.test(part)) return { where, generator: 'Midjourney' }
  if (/"class_type"\s*:/.test(part)) return { where, generator: 'ComfyUI' }
  return null
}

function readMark(keyword: string, text: string): string | null {
  switch (keyword) {
    case 'parameters':
      if (settings.test(text)) return findGenerator(text) ?? 'Stable Diffusion'
      return /"(sampler|sampling_steps|steps|seed|base_model)"\s*:/.test(text)
        ? (findGenerator(text) ?? 'Fooocus')
        : null
    case 'prompt':
      return /"class_type"\s*:/.test(text) ? 'ComfyUI' : null
    case 'workflow':
      return /"nodes"\s*:/.test(text) && /"(links|last_node_id)"\s*:/.test(text) ? 'ComfyUI' : null
    case 'sd-metadata':
    case 'invokeai_metadata':
    case 'invokeai_graph':
    case 'Dream':
      return text.length > 0 ? 'InvokeAI' : null
    case 'fooocus_scheme':
      return 'Fooocus'
    case 'Software':
    case 'Source':
    case 'Title':
      return keyword === 'Title' && !/novelai/i.test(text) ? null : findGenerator(text)
    case 'Comment':
      return /"sampler"\s*:/.test(text) && /"(steps|seed)"\s*:/.test(text) ? 'NovelAI' : null
    case 'Description':
      return jobId.test(text) ? 'Midjourney' : null
    default:
      return null
  }
}
