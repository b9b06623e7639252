import fs from 'node:fs/promises'
import { authorise } from '@/lib/access/authorise'
import { authenticateMember } from '@/lib/access/session'
import { submitMedia } from '@/lib/detect/submit-media'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'
import { errorResponse } from '@/lib/http/error-response'
import { idempotencyKey } from '@/lib/http/idempotency-key'
import { parsePortalFields } from '@/lib/http/portal-fields'
import { assertSameOrigin } from '@/lib/http/same-origin'
import { openBody } from '@/lib/media/read-body'
import { receiveUpload } from '@/lib/media/receive-upload'
import { mustNotKeep } from '@/lib/retention/read-rules'

const tooLargeWayOut = 'Shorten or compress it, or hand it in by its URL.'

/** A file handed in on the portal's Submit page: one per request, with the options as form fields. */
export async function POST(request: Request): Promise<Response> {
  try {
    assertSameOrigin(request.headers)
    const member = await authenticateMember()
    authorise(member, 'case.open')
    // The browser makes one per row of its list and repeats it, so that a lost answer makes no second case.
    const key = idempotencyKey('portal', request.headers.get('idempotency-key'))
    const keepsNothing = await mustNotKeep(member)
    const { file, fields } = await receiveUpload(request, {
      tooLargeWayOut,
      // It cannot be sent in pieces, which lie on the disk as they come.
      maxUnkeptBytes: env().SECURE_UPLOAD_MAX_MB * 2 ** 20,
      mayKeep: (before) => !keepsNothing && mayKeep(before),
    })
    if (!file) throw new DocketError('bad_request', 'No file came with the request. Choose a file and try again.')
    const asked = await parseOrRemove(fields, file.path)
    const { number } = await submitMedia(member, { ...asked, file }, { source: 'upload', idempotencyKey: key ?? null })
    return Response.json({ caseNumber: number, url: `/cases/${number}` }, { headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    if (!request.body?.locked) openBody(request).discardRest()
    return errorResponse(error)
  }
}

/** What a form says of keeping its file, so far. */
function mayKeep({ zero_retention_mode: flag }: Record<string, string>): boolean | 'unknown' {
  return flag === undefined ? 'unknown' : flag === 'false'
}

async function parseOrRemove(fields: Record<string, string>, path: string) {
  try {
    return parsePortalFields(fields)
  } catch (error) {
    await fs.rm(path, { force: true })
    throw error
  }
}
