import type { Analysis, MediaType, ReportProgress } from '@/lib/engine/analysis'
import type { DetectionParameters } from '../request-parameters'

/** Which detector runs a detection: the engine on this machine, or a Detect API somewhere else. */
export type DetectorName = 'builtin' | 'remote'

/** What a team's cases are analysed by: the first decides the case's verdict, the second stands beside it. */
export const detectorUses = ['builtin', 'remote', 'remote_then_builtin', 'builtin_then_remote'] as const
export type DetectorUse = (typeof detectorUses)[number]

/** The detectors of a choice, the deciding one first. */
export function detectorsOf(use: DetectorUse): [first: DetectorName, second?: DetectorName] {
  switch (use) {
    case 'builtin':
      return ['builtin']
    case 'remote':
      return ['remote']
    case 'remote_then_builtin':
      return ['remote', 'builtin']
    case 'builtin_then_remote':
      return ['builtin', 'remote']
    default:
      return use satisfies never
  }
}

/** A file on this machine that a detector is asked about. */
export interface DetectorTask {
  path: string
  mediaType: MediaType
  workFolder: string
  parameters: DetectionParameters
  onProgress: ReportProgress
  signal: AbortSignal
}

/** A detector that answers while it is waited for. */
export type Detect = (task: DetectorTask) => Promise<Analysis>
