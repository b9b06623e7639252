import { Readable } from 'node:stream'
import { authenticateMember } from '@/lib/access/session'
import { exportBundle } from '@/lib/evidence/export-bundle'
import { packBundle } from '@/lib/evidence/pack-bundle'
import { caseNumber } from '@/lib/http/case-number'
import { downloadAnswer } from '@/lib/http/download-answer'
import { errorResponse } from '@/lib/http/error-response'
import { readFields } from '@/lib/http/read-fields'
import { assertSameOrigin } from '@/lib/http/same-origin'
import { log } from '@/lib/log'

/** A case's evidence bundle, a ZIP archive made while it is sent; the field `media`, "on", asks for the media as well. */
export async function POST(request: Request, { params }: { params: Promise<{ number: string }> }): Promise<Response> {
  try {
    assertSameOrigin(request.headers)
    const member = await authenticateMember()
    const number = caseNumber((await params).number)
    const fields = await readFields(request)
    const zip = packBundle(await exportBundle(member, { number, media: fields.media === 'on' }))
    zip.once('error', (error) => log.error({ err: error, number }, 'an evidence bundle broke off while it was sent'))
    request.signal.addEventListener('abort', () => zip.destroy(), { once: true })
    return downloadAnswer(Readable.toWeb(zip) as ReadableStream, 'application/zip', `case-${number}-evidence.zip`)
  } catch (error) {
    return errorResponse(error)
  }
}
