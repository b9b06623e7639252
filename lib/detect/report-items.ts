import type { questions } from '@/drizzle/schema/intelligences'
import type { MediaType } from '@/lib/engine/analysis'
import type { IntelligenceReport, QuestionItem, SourceTracingItem } from './item-words'
import { type IntelligenceRecord, intelligenceItem, type SourceTracingRecord } from './response'

/** A report by itself, as the contract's record. */
export function reportItem(record: IntelligenceRecord & { mediaType: MediaType | null }): IntelligenceReport {
  return { ...intelligenceItem(record), media_type: record.mediaType }
}

/** A source tracing by itself, as the contract's record. */
export function tracingItem(record: SourceTracingRecord): SourceTracingItem {
  return {
    uuid: record.id.replaceAll('-', ''),
    results: { label: record.label, error_message: record.errorMessage },
    created_at: record.createdAt.toISOString(),
    detect_uuid: record.detectionId.replaceAll('-', ''),
  }
}

/** A question as the contract's record. */
export function questionItem(record: typeof questions.$inferSelect): QuestionItem {
  return {
    uuid: record.id.replaceAll('-', ''),
    detect_uuid: record.detectionId.replaceAll('-', ''),
    query: record.query,
    answer: record.answer,
    status: record.status,
    error_message: record.errorMessage,
    created_at: record.createdAt.toISOString(),
    updated_at: record.updatedAt.toISOString(),
  }
}
