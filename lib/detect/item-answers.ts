import { z } from 'zod'
import { instant, uuid } from './item-fields'

const success = z.literal(true)

/** One record in its envelope. */
export function one<Item extends z.ZodType>(item: Item) {
  return z.object({ success, item })
}

/** A page of records, newest first. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    success,
    page: z.int().min(1),
    num_pages: z.int().min(0),
    page_size: z.int().min(10).max(1000),
    total_count: z.int().min(0),
    items: z.array(item).describe('Newest first.'),
  })
}

/** Files handed in together. */
export const BatchItem = z
  .object({
    uuid: uuid('The batch’s.'),
    status: z
      .enum(['processing', 'completed', 'partially_failed', 'failed'])
      .describe('completed: all went well; partially_failed: some did; failed: none did.'),
    total_files: z.int().min(0),
    completed_count: z.int().min(0),
    failed_count: z.int().min(0),
    created_at: instant('When it was handed in.'),
    detect_uuids: z.array(uuid('One detection per file.')),
  })
  .meta({ id: 'Batch', description: 'Files handed in together.' })
export type BatchItem = z.infer<typeof BatchItem>

/** The answer to a secure upload. */
export const SecureUploadAnswer = z
  .object({ success, token: z.string().describe('A JWT, good for one hour and one request.') })
  .meta({ id: 'SecureUpload', description: 'A file that waits for the request that names its token.' })
export type SecureUploadAnswer = z.infer<typeof SecureUploadAnswer>

/** The answer to a deletion. */
export const DeletionAnswer = z.object({ success, message: z.string() }).meta({ id: 'Deletion' })
export type DeletionAnswer = z.infer<typeof DeletionAnswer>

/** The answer to a change that has nothing more to tell. */
export const DoneAnswer = z.object({ success }).meta({ id: 'Done' })

/** Any refusal: detect-api.md, section 3. */
export const ErrorAnswer = z
  .object({
    success: z.literal(false),
    message: z.string().describe('What was wrong and what to do, in a sentence.'),
    error: z.string().describe('The same as message.'),
    errors: z.record(z.string(), z.array(z.string())).optional().describe('What was wrong, by field.'),
    item: z.null().optional().describe('Where a report or tracing was not found.'),
  })
  .meta({ id: 'Error', description: 'A refusal.' })
export type ErrorAnswer = z.infer<typeof ErrorAnswer>
