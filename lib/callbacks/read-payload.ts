import type { Actor } from '@/lib/access/actor'
import { readBatchItem } from '@/lib/detect/read-batch'
import { readDetection } from '@/lib/detect/read-detection'
import { type DetectionRecord, detectionItem, intelligenceItem } from '@/lib/detect/response'
import { DocketError } from '@/lib/errors'
import { mediaAddress } from '@/lib/media/media-address'

/** What a callback reports: a detection, the report in words on one, or a batch. */
export type CallbackSubject = { kind: 'detection' | 'report'; detectionId: string } | { kind: 'batch'; batchId: string }

/** What a callback carries: the envelope that the waiting response would have at this moment (detect-api.md, section 5). */
export interface CallbackPayload {
  success: boolean
  item: object
  /** Why it failed; absent otherwise. */
  error?: string
}

/** The outcome as it stands. Null when it was deleted meanwhile. */
export async function readPayload(worker: Actor, subject: CallbackSubject): Promise<CallbackPayload | null> {
  try {
    if (subject.kind === 'batch') return await ofBatch(worker, subject.batchId)
    const record = await readDetection(worker, { uuid: subject.detectionId })
    return subject.kind === 'detection' ? ofDetection(record) : ofReport(record)
  } catch (error) {
    if (error instanceof DocketError && error.code === 'not_found') return null
    throw error
  }
}

function ofDetection(record: DetectionRecord): CallbackPayload {
  const item = detectionItem(record, mediaAddress)
  if (item.status !== 'failed') return { success: true, item }
  return { success: false, item, error: item.error_message ?? 'The analysis failed.' }
}

function ofReport(record: DetectionRecord): CallbackPayload | null {
  if (!record.intelligence) return null
  const item = {
    ...intelligenceItem(record.intelligence),
    media_type: record.result?.mediaType ?? record.case.mediaType,
  }
  if (item.status !== 'failed') return { success: true, item }
  return { success: false, item, error: item.error_message ?? 'The report failed.' }
}

async function ofBatch(worker: Actor, batchId: string): Promise<CallbackPayload> {
  const item = await readBatchItem(worker, { uuid: batchId })
  if (item.status !== 'failed') return { success: true, item }
  return { success: false, item, error: 'Every file of the batch failed. Read its detections for the reasons.' }
}
