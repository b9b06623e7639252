import type { Analysis, Label } from '@/lib/engine/analysis'
import { namedGenerators } from './describe-making'
import type { DetectionParameters } from './request-parameters'

export interface SourceTracing {
  label: string | null
  errorMessage: string | null
}

/**
 * Which generator a recording found to be fake names: detect-api.md, section 4. Null unless it was asked for and its sound
 * was judged fake. The built-in engine knows a generator by the marks it left in the file, by the file's Content
 * Credentials, and, of the classic synthesisers alone, by its voice.
 */
export function traceSource(analysis: Analysis, parameters: DetectionParameters): SourceTracing | null {
  const label = soundLabel(analysis, parameters)
  if (!parameters.audioSourceTracing || label === null || !/fake/i.test(label)) return null
  const [name] = namedGenerators(analysis.evidence)
  if (name !== undefined) return { label: name.slice(0, 120), errorMessage: null }
  const voice = analysis.evidence.find(({ check, status }) => check === 'sound.voice' && status === 'hit')
  if (typeof voice?.facts.voiceFamily === 'string') return { label: voice.facts.voiceFamily, errorMessage: null }
  const unkept = analysis.evidence.some(
    ({ family, points, status, facts }) =>
      status === 'hit' &&
      points === 'synthetic' &&
      (family === 'provenance'
        ? facts.claimGenerator === undefined
        : family === 'metadata' && facts.mark === undefined),
  )
  return {
    label: null,
    errorMessage: unkept
      ? 'What the recording’s own marks say was not kept under zero retention, so no generator can be named.'
      : `The recording’s own marks name no generator, and ${voice ? heardOnly : unheard}.`,
  }
}

/** What the sound was judged to be: of a video its own label, not that of the whole. Null where no sound was judged. */
function soundLabel({ mediaType, verdict, sound }: Analysis, { modality }: DetectionParameters): Label | null {
  if (mediaType === 'audio' || (mediaType === 'video' && modality === 'audio')) return verdict.label
  return sound?.label ?? null
}

const heardOnly = 'it sounds like a classic speech synthesiser, but as much like eSpeak as like Flite or Festival'
const unheard =
  'it was not recognised as one of the classic speech synthesisers (eSpeak, Flite, Festival), the only ones known here by their voices'
