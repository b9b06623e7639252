import type { Analysis } from '@/lib/engine/analysis'
import { namedGenerators } from './describe-making'
import type { DetectionParameters } from './request-parameters'

export interface SourceTracing {
  label: string | null
  errorMessage: string | null
}

/**
 * Which generator a recording found to be fake names: detect-api.md, section 4. Null unless it was asked for and its sound
 * was judged fake. The built-in engine knows a generator only by the marks it left in the file and by the file's Content
 * Credentials; it recognises none by its voice.
 */
export function traceSource(analysis: Analysis, parameters: DetectionParameters): SourceTracing | null {
  const sound = analysis.mediaType === 'audio' || (analysis.mediaType === 'video' && parameters.modality === 'audio')
  if (!parameters.audioSourceTracing || !sound || !/fake/i.test(analysis.verdict.label)) return null
  const [name] = namedGenerators(analysis.evidence)
  if (name !== undefined) return { label: name.slice(0, 120), errorMessage: null }
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
      : 'The recording’s own marks name no generator, and generators are not recognised by their voices here.',
  }
}
