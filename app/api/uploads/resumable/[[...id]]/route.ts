import type { Member } from '@/lib/access/actor'
import { authorise } from '@/lib/access/authorise'
import { authenticateMember } from '@/lib/access/session'
import { submitResumable } from '@/lib/detect/submit-resumable'
import { notFound } from '@/lib/errors'
import { errorResponse } from '@/lib/http/error-response'
import { idempotencyKey } from '@/lib/http/idempotency-key'
import { parsePortalFields } from '@/lib/http/portal-fields'
import { readFields } from '@/lib/http/read-fields'
import { assertSameOrigin } from '@/lib/http/same-origin'
import { openBody } from '@/lib/media/read-body'
import { beginUpload, continueUpload, unkeptInPieces } from '@/lib/media/resume-upload'
import { mustNotKeep } from '@/lib/retention/read-rules'

interface Context {
  params: Promise<{ id?: string[] }>
}

/** POST here begins an upload (tus 1.0); POST to an upload that is whole hands it in, with the options as form fields. */
export function POST(request: Request, context: Context): Promise<Response> {
  return answer(request, async (member) => {
    const { id: parts = [] } = await context.params
    if (parts.length === 0) {
      await refuseUnkept(member)
      return beginUpload(member, request)
    }
    const id = oneOf(parts)
    const asked = parsePortalFields(await readFields(request))
    const key = idempotencyKey('portal', request.headers.get('idempotency-key') ?? id) ?? id
    const { number } = await submitResumable(member, id, asked, key)
    return Response.json({ caseNumber: number, url: `/cases/${number}` }, { headers: { 'cache-control': 'no-store' } })
  })
}

/** HEAD says how far an upload is, PATCH brings more of it, DELETE gives it up. */
export function PATCH(request: Request, context: Context): Promise<Response> {
  return answer(request, async (member) => {
    if (request.method === 'PATCH') await refuseUnkept(member)
    return continueUpload(member, oneOf((await context.params).id), request)
  })
}

export { PATCH as DELETE, PATCH as HEAD }

/** By the team's rule, before any byte is taken; what one person asks for is told with the hand-in. */
async function refuseUnkept(member: Member): Promise<void> {
  if (await mustNotKeep(member)) throw unkeptInPieces()
}

async function answer(request: Request, run: (member: Member) => Promise<Response>): Promise<Response> {
  try {
    // Browsers send no Origin with a HEAD to their own page's server, and it changes nothing.
    if (request.method !== 'HEAD' || request.headers.has('origin')) assertSameOrigin(request.headers)
    const member = await authenticateMember()
    authorise(member, 'case.open')
    return await run(member)
  } catch (error) {
    if (!request.body?.locked) openBody(request).discardRest()
    const refusal = errorResponse(error)
    refusal.headers.set('tus-resumable', '1.0.0')
    return request.method === 'HEAD' ? new Response(null, refusal) : refusal
  }
}

function oneOf(parts: string[] | undefined): string {
  const [id, ...more] = parts ?? []
  if (!id || more.length > 0) throw notFound('Upload')
  return id
}
