import type { PurgeReason } from '@/lib/audit/events'
import type { StoreName } from '@/lib/media/store'
import { onlyMediaGoes } from './survives'

/** What of a case decides which copies there can be. */
export interface CopiesOf {
  reason: PurgeReason
  zeroRetention: boolean
  /** Files with a row, but for maps that may stay. */
  media: { id: string; copy: 'original' | 'preview' | 'map'; store: StoreName }[]
  /** Detections that were sent to another API. */
  sent: string[]
  /** Secure uploads whose bytes became the case's. */
  secureUploads: string[]
  /** Resumable uploads that the case was handed in with. */
  resumableUploads: string[]
}

interface CopyRule {
  /** What it is, for a person. */
  title: string
  /** How it is made to go. */
  method: string
  /** What nobody can look for is told of, and completes nothing and hinders nothing. */
  required: boolean
  /** One step each: an id or a store where there are several of a kind, else the empty string; none where there is no such copy. */
  subjects(of: CopiesOf): string[]
}

const one = [''] as const
const always = () => [...one]
const where = (applies: (of: CopiesOf) => boolean) => (of: CopiesOf) => (applies(of) ? [...one] : [])
const files = (copy: CopiesOf['media'][number]['copy']) => (of: CopiesOf) =>
  of.media.filter((file) => file.copy === copy).map(({ id }) => id)

const deleteFile = 'Deleted from the media store, then looked up there again.'
const rewritten = 'Taken out of the database’s rows, which were read again afterwards.'

/**
 * Every copy there can be of a case's media and of what tells of it, in the order in which they are made to go: the key first,
 * for without it what is sealed is unreadable already. What is no copy of ours stands at the end.
 */
export const copies = {
  case_key: {
    title: 'Key of the case',
    method: 'Taken out of the key table, which is never written to the database’s log; then looked for.',
    required: true,
    subjects: where(({ zeroRetention }) => zeroRetention),
  },
  key_table: {
    title: 'File of the key table',
    method: 'Written anew without the key; the old file was emptied. Its free blocks on the disk are not looked at.',
    required: true,
    subjects: where(({ zeroRetention }) => zeroRetention),
  },
  original: { title: 'Original', method: deleteFile, required: true, subjects: files('original') },
  preview: { title: 'Preview', method: deleteFile, required: true, subjects: files('preview') },
  map: { title: 'Map or heatmap', method: deleteFile, required: true, subjects: files('map') },
  object: {
    title: 'Objects in the outside store',
    method: 'Every version deleted there; each object asked for once more by its key.',
    required: true,
    subjects: ({ media }) => [...new Set(media.map(({ store }) => store).filter((store) => store !== 'disk'))],
  },
  work_files: {
    title: 'Files of the analysis',
    method: 'Folders that a killed worker may have left deleted; this machine’s places for such folders listed again.',
    required: true,
    subjects: always,
  },
  frames: {
    title: 'Frames and decoded sound',
    method: 'They exist in the analysis’s own folder alone and go with it; the places for such folders were listed.',
    required: true,
    subjects: always,
  },
  incoming: {
    title: 'Files on their way in',
    method: 'Deleted from the incoming folder, which was then listed again.',
    required: true,
    subjects: always,
  },
  secure_upload: {
    title: 'Secure upload',
    method: 'Its name and digest taken out of its row, and its key deleted; the row was read again.',
    required: true,
    subjects: ({ secureUploads }) => secureUploads,
  },
  resumable_upload: {
    title: 'Upload in pieces',
    method: 'Deleted from the folder of uploads in pieces, which was then looked into again.',
    required: true,
    subjects: ({ resumableUploads }) => resumableUploads,
  },
  detector: {
    title: 'Copy at the other detector',
    method:
      'Deleted there by what was asked for when it was sent, or by a request; its API was asked until it said so.',
    required: true,
    subjects: ({ sent }) => sent,
  },
  sealed_rows: {
    title: 'Sealed texts',
    method: 'Rows that needed the key of the case deleted, then counted.',
    required: true,
    subjects: where(({ zeroRetention }) => zeroRetention),
  },
  filename: { title: 'Filename', method: rewritten, required: true, subjects: always },
  url: { title: 'Address it came from', method: rewritten, required: true, subjects: always },
  digest: { title: 'Digest of the media', method: rewritten, required: true, subjects: always },
  fingerprints: {
    title: 'Fingerprints',
    method:
      'Rows by which the media, or a changed copy of it, would be known again deleted, with what people made of matches; then counted.',
    required: true,
    subjects: always,
  },
  words: { title: 'Words of the evidence and transcript', method: rewritten, required: true, subjects: always },
  report: {
    title: 'Report in words',
    method: rewritten,
    required: true,
    subjects: where(({ reason }) => !onlyMediaGoes(reason)),
  },
  questions: { title: 'Questions, answers and comments', method: rewritten, required: true, subjects: always },
  reply: {
    title: 'What the other detector answered',
    method: rewritten,
    required: true,
    subjects: ({ sent }) => (sent.length > 0 ? [...one] : []),
  },
  openings: {
    title: 'Openings in the trail',
    method: 'Values that tell of the media deleted; the trail keeps their salted commitments, and still verifies.',
    required: true,
    subjects: always,
  },
  decision: {
    title: 'Reasons people wrote',
    method:
      'Replaced in the decisions, taken out of notes, exhibits and second looks, and their openings in the trail deleted; all of it ' +
      'was read again.',
    required: true,
    subjects: where(({ reason }) => reason === 'erasure'),
  },
  idempotency: {
    title: 'Notes against double submission',
    method:
      'They hold keyed digests and random ids alone, which tell nothing without this server’s secret; deleted for an erasure.',
    required: true,
    subjects: always,
  },
  jobs: {
    title: 'Payloads of jobs',
    method: 'Jobs carry ids alone: every job of the case was read and holds nothing else.',
    required: true,
    subjects: always,
  },
  search_index: {
    title: 'Search index',
    method:
      'It holds titles alone and follows their rows; the title was read again, and the database asked for any other index.',
    required: true,
    subjects: always,
  },
  downloads: {
    title: 'Copies that people downloaded',
    method: 'Not within reach. The trail says who downloaded what.',
    required: false,
    subjects: always,
  },
  backups: {
    title: 'Backups made by whoever runs this server',
    method:
      'Not within reach. Under zero retention a backup taken with pg_dump --no-unlogged-table-data holds no key to what is sealed.',
    required: false,
    subjects: always,
  },
} as const satisfies Record<string, CopyRule>

export type CopyName = keyof typeof copies
export const copyNames = Object.keys(copies) as CopyName[]

/** What a copy is called, for a person. */
export function copyTitle(copy: string): string {
  return isCopyName(copy) ? copies[copy].title : copy
}

export function isCopyName(copy: string): copy is CopyName {
  return Object.hasOwn(copies, copy)
}

/** A step that a purge has to take. */
export interface PlannedStep {
  copy: CopyName
  subject: string
  position: number
  required: boolean
  method: string
}

/** The steps of a purge, in their order. */
export function planSteps(of: CopiesOf): PlannedStep[] {
  return copyNames.flatMap((copy, place) => {
    const { subjects, method, required }: CopyRule = copies[copy]
    return subjects(of).map((subject, each) => ({ copy, subject, position: place * 1000 + each, required, method }))
  })
}
