import type { AnalysisRequest, C2paManifest, MediaFacts } from './analysis'
import type { DeclaredLength } from './container/declared-length'
import type { Container } from './container/open-container'
import type { OpenPicture } from './image/open-picture'
import type { Compared, KnownMatch } from './match/known-match'
import type { ContentSubject } from './model/check-content'
import type { Heard } from './sound/listen'
import type { SoundTrack } from './sound/sound-track'
import type { Seen } from './video/see-track'
import type { Watched } from './video/watch'

/**
 * What checks look at, by kind. Each is made once in an analysis and shared by all checks of that kind: a track is decoded
 * once, in memory that does not grow with its length, so its checks get what was collected on the way, never samples.
 * Types only: naming a subject loads nothing.
 */
export interface Subjects {
  /** The bytes as they were handed in. */
  file: Pick<AnalysisRequest, 'path' | 'trustListPath'> & {
    /** Told the manifest for the result, which is no evidence. */
    tell(manifest: C2paManifest): void
  }
  /** An opened picture file; its pixels are decoded when first asked for. */
  picture: OpenPicture
  /** An opened sound or video file: what its headers and tags say. `soundBitRate`: that of the track, where it was counted. */
  container: { container: Container; facts: MediaFacts; soundBitRate?: number | null }
  /** A sound track that has been listened to. */
  sound: SoundTrack
  /** A picture track that has been watched; `motionJpeg`: its frames came as JPEG files. */
  frames: Watched & { motionJpeg: boolean }
  /** Both tracks of a video. */
  tracks: Pick<AnalysisRequest, 'modality'> & {
    container: Container
    seen: Seen
    heard: Heard
    declared: DeclaredLength
  }
  /** What known media the caller found to be alike: the engine knows no database. */
  known: { matches: KnownMatch[]; compared: Compared }
  /** One model an administrator brought, and how the media becomes its input. */
  models: ContentSubject
}

export type SubjectName = keyof Subjects
