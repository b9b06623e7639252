import type { C2paManifest } from '@/lib/engine/analysis'
import {
  flagOf,
  instantOf,
  isAbsent,
  isRecord,
  itemsOf,
  member,
  type Part,
  percentOf,
  recordOf,
  textOf,
} from './reply-values'

const longestText = 20_000
const largestManifests = 200_000

/** A report in words, as far as it is there. */
export interface RemoteReport {
  uuid: string | null
  status: 'processing' | 'completed' | 'failed'
  errorMessage: string | null
  /** By heading, in the contract's keys; a report that is one text has it under `''`. */
  sections: Record<string, string>
  fraud: { type: string | null; confidence: number | null; reasoning: string | null } | null
  liveness: { assessment: string | null; confidence: number | null; indicators: string | null } | null
  digitallyAltered: { detected: boolean | null; confidence: number | null; alterations: string | null } | null
  createdAt: Date | null
}

/** What was found of watermarks. */
export interface RemoteWatermark {
  status: string | null
  /** `present`, `absent`, `degraded`, `inconclusive`. */
  overall: string | null
  /** 0-1. */
  confidence: number | null
  versions: string[]
  synthid: boolean | null
  errorMessage: string | null
}

export interface RemoteTracing {
  label: string | null
  errorMessage: string | null
}

/** `intelligence`: one report, several (with `experts`), or a bare text. */
export function reportsOf(part: Part): RemoteReport[] {
  const whole =
    typeof part.value === 'string' && part.value.trim() ? [{ ...part, value: { description: part.value } }] : null
  return (whole ?? itemsOf(part, 20)).flatMap((item) => reportOf(item) ?? [])
}

function reportOf(item: Part): RemoteReport | null {
  const report = recordOf(item)
  if (!report) return null
  const description = member(report, 'description')
  const details = isRecord(description.value) ? description : { ...description, value: undefined }
  const sections = isRecord(description.value) ? sectionsOf(description) : inOne(description)
  const status = textOf(member(report, 'status'), 40)?.toLowerCase()
  const fraud = recordOf(member(details, 'fraud'))
  const liveness = recordOf(member(details, 'liveness'))
  const altered = recordOf(member(details, 'digitally_altered'))
  return {
    uuid: textOf(member(report, 'uuid'), 64),
    status:
      status === 'completed' || status === 'failed' || status === 'processing'
        ? status
        : Object.keys(sections).length > 0
          ? 'completed'
          : 'processing',
    errorMessage: textOf(member(report, 'error_message'), 500),
    sections,
    fraud: fraud && {
      type: textOf(member(fraud, 'type'), 100),
      confidence: percentOf(member(fraud, 'confidence'), true),
      reasoning: textOf(member(fraud, 'reasoning'), longestText),
    },
    liveness: liveness && {
      assessment: textOf(member(liveness, 'assessment'), 100),
      confidence: percentOf(member(liveness, 'confidence'), true),
      indicators: textOf(member(liveness, 'indicators'), longestText),
    },
    digitallyAltered: altered && {
      detected: flagOf(member(altered, 'detected')),
      confidence: percentOf(member(altered, 'confidence'), true),
      alterations: textOf(member(altered, 'alterations'), longestText),
    },
    createdAt: instantOf(member(report, 'created_at')),
  }
}

/** The texts of a description by heading, in the contract's keys or any others; lists of texts are joined. */
function sectionsOf(description: Part): Record<string, string> {
  const own = new Set(['fraud', 'liveness', 'digitally_altered'])
  const names = Object.keys(description.value as object).filter(
    (name) => !own.has(name) && /^[a-z][a-z0-9_]{0,60}$/i.test(name),
  )
  const sections = names.slice(0, 50).flatMap((name) => {
    const section = member(description, name)
    const { value } = section
    const joined = Array.isArray(value) && value.every((one) => typeof one === 'string') ? value.join('; ') : value
    const text = textOf({ ...section, value: joined }, longestText)
    return text === null ? [] : [[name, text]]
  })
  return Object.fromEntries(sections)
}

function inOne(description: Part): Record<string, string> {
  const text = textOf(description, longestText)
  return text === null ? {} : { '': text }
}

/** `audio_source_tracing`, or null. */
export function tracingOf(part: Part): RemoteTracing | null {
  const bare = typeof part.value === 'string' && part.value.trim() ? { ...part, value: { label: part.value } } : part
  const tracing = recordOf(bare)
  if (!tracing) return null
  return { label: textOf(member(tracing, 'label'), 120), errorMessage: textOf(member(tracing, 'error_message'), 500) }
}

/** `watermark`, or null. */
export function watermarkOf(part: Part): RemoteWatermark | null {
  const watermark = recordOf(part)
  if (!watermark) return null
  const metrics = member(watermark, 'metrics')
  return {
    status: textOf(member(watermark, 'status'), 40)?.toLowerCase() ?? null,
    overall: textOf(member(metrics, 'overall_status'), 40)?.toLowerCase() ?? null,
    confidence: percentOf(member(metrics, 'confidence')) ?? percentOf(member(metrics, 'detection_score')),
    versions: itemsOf(member(metrics, 'detected_model_versions'), 20).flatMap((item) => textOf(item, 40) ?? []),
    synthid: flagOf(member(metrics, 'synthid')),
    errorMessage: textOf(member(watermark, 'error_message'), 500),
  }
}

/** `c2pa_manifest` in the engine's form, or null where the reply has none. What does not verify is Unavailable. */
export function manifestOf(part: Part): C2paManifest | null {
  const found = recordOf(part)
  if (!found) return null
  const state = textOf(member(found, 'validation_state'), 40)
    ?.toLowerCase()
    .replace(/[\s_-]/g, '')
  const known =
    state === 'valid' || state === 'trusted' ? 'Valid' : state === 'notpresent' ? 'NotPresent' : 'Unavailable'
  return {
    validation_state: known,
    active_manifest: textOf(member(found, 'active_manifest'), 500),
    manifests: manifestsOf(member(found, 'manifests')),
    validation_results: resultsOf(member(found, 'validation_results')),
    message: textOf(member(found, 'message'), 1000) ?? messages[known],
  }
}

const messages: Record<C2paManifest['validation_state'], string> = {
  Valid: 'Unchanged since it was signed.',
  NotPresent: 'The file carries no Content Credentials.',
  Unavailable: 'Content Credentials could not be confirmed.',
}

function manifestsOf(part: Part): Record<string, unknown> {
  const manifests = recordOf(part)
  if (!manifests) return {}
  if (JSON.stringify(manifests.value).length <= largestManifests) return manifests.value as Record<string, unknown>
  part.surprises.add(part.place)
  return {}
}

/** A list of results, or lists by outcome, perhaps one level down (as the C2PA libraries give them). */
function resultsOf(part: Part, depth = 1): C2paManifest['validation_results'] {
  if (isAbsent(part.value)) return []
  if (Array.isArray(part.value)) return itemsOf(part, 200).flatMap((item) => resultOf(item, null) ?? [])
  if (!isRecord(part.value)) {
    part.surprises.add(part.place)
    return []
  }
  return Object.keys(part.value)
    .slice(0, 20)
    .flatMap((name) => {
      const inside = member(part, name)
      if (Array.isArray(inside.value)) {
        const success = !/fail/i.test(name)
        return itemsOf(inside, 200).flatMap((item) => resultOf(item, success) ?? [])
      }
      return isRecord(inside.value) && depth < 3 ? resultsOf(inside, depth + 1) : []
    })
}

function resultOf(item: Part, byList: boolean | null): C2paManifest['validation_results'][number] | null {
  if (!isRecord(item.value)) return null
  const code = textOf(member(item, 'code'), 200)
  if (code === null) return null
  const success = byList ?? flagOf(member(item, 'success')) ?? true
  return { code, explanation: textOf(member(item, 'explanation'), 1000) ?? '', success }
}
