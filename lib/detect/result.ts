import type { Analysis, SoundWindow } from '@/lib/engine/analysis'
import type { ReportedMetrics } from './detectors/reported-metrics'

/** What is kept of a completed detection beside its evidence rows and media copies. */
export type DetectionResult = Omit<Analysis, 'evidence' | 'preview' | 'sound' | 'windows' | 'fingerprints'> & {
  /** Absent in results from before a video's sound was judged apart. */
  sound?: Analysis['sound']
  /** Absent where the sound was not heard window by window, and in results from before it was. */
  windows?: SoundWindow[]
  /** Where another Detect API judged: its own figures, for answers of ours. */
  reported?: ReportedMetrics
}
