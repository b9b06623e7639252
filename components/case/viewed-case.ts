import type { EvidencePicture, OutlinedRegion, ViewedMedia } from '@/components/media/viewed-media'
import type { PurgeReason } from '@/lib/audit/events'
import type { CaseCopy, CaseDetail, CaseDetection, CaseEvidence } from '@/lib/cases/read-case'
import type { MediaType } from '@/lib/engine/analysis'
import { opinionsOf } from './opinion-words'

/** Why media is deleted, or will be. */
export type Deletion = PurgeReason

/** What there is of a case's media. */
export type MediaState =
  | { kind: 'present'; mediaType: MediaType; media: ViewedMedia }
  | { kind: 'deleted'; at: Date; because: Deletion | null }
  /** Every copy is about to go, or was tried to. */
  | { kind: 'deleting'; because: Deletion }
  /** Submitted as a URL whose bytes have not arrived, or sent to the media store and not looked at yet. */
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
  const because = deletionOf(found)
  // A file that could not be fetched was never here, so there was nothing to delete.
  if (because === 'withdrawn' || (because && original)) return deletionState(found, because)
  const unseen = original?.sha256 === '' && original.deletedAt === null
  if (!original || unseen) return { kind: found.state === 'analysing' ? 'awaited' : 'absent' }
  if (original.deletedAt) return { kind: 'deleted', at: original.deletedAt, because: null }
  const { contentType, width, height, durationSeconds } = original
  return {
    kind: 'present',
    mediaType: original.mediaType,
    media: {
      mediaId: original.id,
      url: mediaUrl(original.id),
      contentType,
      title: found.title,
      width,
      height,
      durationSeconds,
    },
  }
}

/** Why it is going or gone; null while it may be looked at, which under zero retention it may until it is purged. */
function deletionOf({ withdrawnAt, purgeReason, retention }: CaseDetail['case']): Deletion | null {
  if (withdrawnAt) return 'withdrawn'
  const going = retention === 'purging' || retention === 'purged'
  const ordered = retention === 'due' && purgeReason !== 'zero_retention'
  return going || ordered ? (purgeReason ?? null) : null
}

function deletionState({ fileDeletedAt }: CaseDetail['case'], because: Deletion): MediaState {
  return fileDeletedAt ? { kind: 'deleted', at: fileDeletedAt, because } : { kind: 'deleting', because }
}

/**
 * Why its analysis failed, also while it is decided without one; null where it did not, or where an analysis was completed all the
 * same: which one was is kept back from whoever owes an impression (`withheld`), so that cannot be said to them.
 */
export function failureOf(
  { case: found, detections }: Pick<CaseDetail, 'case' | 'detections'>,
  withheld = false,
): string | null {
  if (found.failure !== null || found.state === 'analysing' || withheld) return found.failure
  if (detections.some(({ status }) => status !== 'failed')) return null
  return detections[0]?.errorMessage ?? null
}

/** Whether a failed case can be analysed again: its media, or the URL to fetch it from, is still known. */
export function isRetryable({ case: found, copies }: Pick<CaseDetail, 'case' | 'copies'>): boolean {
  if (found.zeroRetention || found.retention !== 'keep') return false
  const original = originalOf(copies)
  return original ? original.deletedAt === null : found.sourceUrl !== null
}

/** Whether another analysis cannot help: all of the last round failed by what the media is. */
export function failedForGood(runs: Pick<CaseDetection, 'createdAt' | 'secondOpinion' | 'failedForGood'>[]): boolean {
  const { deciding, second } = opinionsOf(runs)
  return deciding?.failedForGood === true && second?.failedForGood !== false
}

/**
 * The run to show: the one that is asked for, else the newest that was completed and decides, else the newest that was
 * completed. Undefined while none is.
 */
export function shownRun(runs: CaseDetection[], askedFor: string | null = null): CaseDetection | undefined {
  const completed = runs.filter(({ status }) => status === 'completed')
  return (
    completed.find(({ id }) => id === askedFor) ?? completed.find(({ secondOpinion }) => !secondOpinion) ?? completed[0]
  )
}

/** Whether the verdicts there are all the built-in engine's, so that what it cannot find must be said. */
export function builtinAlone(runs: CaseDetection[]): boolean {
  const completed = runs.filter(({ status }) => status === 'completed')
  return completed.length > 0 && completed.every(({ detector }) => detector === 'builtin')
}

/** The pictures of a run's evidence that still exist. */
export function picturesOf(evidence: CaseEvidence[], copies: CaseCopy[]): EvidencePicture[] {
  return evidence.flatMap(({ id, title, mapMediaId, mapCaption }) => {
    const copy = copies.find((one) => one.id === mapMediaId)
    if (!mapMediaId || !copy || copy.deletedAt) return []
    return { evidenceId: id, title, url: mediaUrl(mapMediaId), caption: mapCaption ?? '' }
  })
}

/** The parts of the picture that a run's evidence is about. */
export function regionsOf(evidence: CaseEvidence[]): OutlinedRegion[] {
  return evidence.flatMap(({ id, title, region }) => (region ? { evidenceId: id, title, region } : []))
}
