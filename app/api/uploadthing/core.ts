import crypto from 'node:crypto'
import { createUploadthing, type FileRouter, UploadThingError, UTFiles } from 'uploadthing/server'
import { z } from 'zod'
import type { Member } from '@/lib/access/actor'
import { grantUpload } from '@/lib/cases/grant-upload'
import { openUploadedCase } from '@/lib/cases/open-uploaded-case'
import { DocketError, type ErrorCode } from '@/lib/errors'
import { idempotencyKey } from '@/lib/http/idempotency-key'
import { log } from '@/lib/log'

/** Presigned URLs hold this long, so that an upload can be resumed after a lost connection. Seconds. */
const presignedFor = 6 * 3600

const Input = z.object({
  /** The browser's name for this row of its list, the same in each of its tries. */
  attempt: z.string().min(1),
  /** The options, as the contract spells them. */
  fields: z.record(z.string(), z.string()),
})

/** Who sent a request: authenticated before the library has it, whose tasks run in whichever request's context started them. */
export const admitted = new WeakMap<Request, Member>()

/** What a browser is told when UploadThing has its file. */
type Outcome = { caseNumber: number } | { refusal: string }

const route = createUploadthing()

/** The one route by which browsers send media to UploadThing. Our limits are `grantUpload`'s; the library's only stand behind. */
export const uploadRouter = {
  submit: route(
    { blob: { maxFileSize: '1024GB', maxFileCount: 1, acl: 'private', contentDisposition: 'attachment' } },
    {
      awaitServerData: true,
      presignedURLTTL: presignedFor,
      // The file's key is a 31-bit hash of these: each try gets another, so a clash ends with it.
      getFileHashParts: () => [crypto.randomUUID()],
    },
  )
    .input(Input)
    .middleware(async ({ req, files, input }) => {
      try {
        const member = admitted.get(req)
        if (!member) throw new DocketError('unauthorized', 'You are signed out. Sign in again; nothing was handed in.')
        const key = idempotencyKey('portal', input.attempt) ?? ''
        const { sealed, customId } = await grantUpload(member, { files, fields: input.fields, idempotencyKey: key })
        // The name stays here: at UploadThing the file is called by its id.
        return { sealed, [UTFiles]: files.map((file) => ({ ...file, name: customId, customId })) }
      } catch (error) {
        throw asRefusal(error)
      }
    })
    .onUploadComplete(async ({ metadata, file }): Promise<Outcome> => {
      try {
        return await openUploadedCase(metadata.sealed, file)
      } catch (error) {
        if (error instanceof DocketError) return { refusal: error.message }
        log.error({ err: error }, 'an upload arrived at UploadThing, and its case could not be opened')
        return { refusal: 'The file arrived, but its case could not be opened just now. Try it again.' }
      }
    }),
} satisfies FileRouter

const codes: Partial<Record<ErrorCode, UploadThingError['code']>> = {
  bad_request: 'BAD_REQUEST',
  too_large: 'TOO_LARGE',
  unauthorized: 'FORBIDDEN',
  forbidden: 'FORBIDDEN',
}

/** A refusal as the library sends it: its sentence, and the nearest status that it knows. */
function asRefusal(error: unknown): UploadThingError {
  if (error instanceof DocketError) {
    return new UploadThingError({ code: codes[error.code] ?? 'INTERNAL_SERVER_ERROR', message: error.message })
  }
  log.error({ err: error }, 'an upload to UploadThing could not be granted')
  const message = 'The upload could not be granted because of a fault on this server. Try again.'
  return new UploadThingError({ code: 'INTERNAL_SERVER_ERROR', message })
}
