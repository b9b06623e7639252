import { z } from 'zod'
import { type StoredFile, storeNames } from '@/lib/media/store'

/** A file in a media store, as commands take it. */
export const StoredFileInput = z.object({
  id: z.uuid(),
  store: z.enum(storeNames),
  storeKey: z.string().min(1),
  storeFingerprint: z.string().nullable(),
  mediaType: z.enum(['image', 'audio', 'video']),
  contentType: z.string().min(1),
  filename: z.string().min(1).max(255),
  sizeBytes: z.number().int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  sealedWith: z.custom<Buffer>((value) => Buffer.isBuffer(value) && value.length === 32).nullable(),
}) satisfies z.ZodType<StoredFile>
