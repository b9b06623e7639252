import type { EvidencePicture, OutlinedRegion, ViewedMedia } from '@/components/media/viewed-media'
import type { CaseCopy, CaseDetail, CaseDetection, CaseEvidence } from '@/lib/cases/read-case'
import type { MediaType } from '@/lib/engine/analysis'

/** What there is of a case's media. */
export type MediaState =
  | { kind: 'present'; mediaType: MediaType; media: ViewedMedia }
  | { kind: 'deleted'; at: Date }
  /** Submitted as a URL whose bytes have not arrived. */
  | { kind: 'awaited' }
  | { kind: 'absent' }

/** Where a copy's bytes are served. */
export function mediaUrl(mediaId: string): string {
  return `/api/media/${mediaId}`
}

/** The copy that was handed in, if it ever arrived. */
export function originalOf(copies: CaseCopy[]): CaseCopy | undefined {
  return copies.find(({ copy }) => copy === 'original')
}

/** Whether the media can be shown, and what stands in its place. */
export function mediaStateOf({ case: found, copies }: Pick<CaseDetail, 'case' | 'copies'>): MediaState {
  const original = originalOf(copies)
  if (!original) return { kind: found.state === 'analysing' ? 'awaited' : 'absent' }
  if (original.deletedAt) return { kind: 'deleted', at: original.deletedAt }
  const { contentType, width, height, durationSeconds } = original
  return {
    kind: 'present',
    mediaType: original.mediaType,
    media: { url: mediaUrl(original.id), contentType, title: found.title, width, height, durationSeconds },
  }
}

/** The run to show: the newest that was completed. Undefined while there is none. */
export function shownRun(runs: CaseDetection[]): CaseDetection | undefined {
  return runs.find(({ status }) => status === 'completed')
}

/** The pictures of a run's evidence that still exist. */
export function picturesOf(evidence: CaseEvidence[], copies: CaseCopy[]): EvidencePicture[] {
  return evidence.flatMap(({ id, title, mapMediaId, mapCaption }) => {
    const copy = copies.find((one) => one.id === mapMediaId)
    if (!mapMediaId || copy?.deletedAt) return []
    return { evidenceId: id, title, url: mediaUrl(mapMediaId), caption: mapCaption ?? '' }
  })
}

/** The parts of the picture that a run's evidence is about. */
export function regionsOf(evidence: CaseEvidence[]): OutlinedRegion[] {
  return evidence.flatMap(({ id, title, region }) => (region ? { evidenceId: id, title, region } : []))
}
