import { authorise } from '@/lib/access/authorise'
import { authenticateMember } from '@/lib/access/session'
import { errorResponse } from '@/lib/http/error-response'
import { readListForm } from '@/lib/http/list-form'
import { assertSameOrigin } from '@/lib/http/same-origin'
import { importList } from '@/lib/known/import-list'
import { openBody } from '@/lib/media/read-body'

/** A list of known media, brought on its settings page: a multipart form with its file. */
export async function POST(request: Request): Promise<Response> {
  try {
    assertSameOrigin(request.headers)
    const member = await authenticateMember()
    authorise(member, 'known.manage')
    const kept = await importList(member, await readListForm(request))
    return Response.json(kept, { headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    if (!request.body?.locked) openBody(request).discardRest()
    return errorResponse(error)
  }
}
