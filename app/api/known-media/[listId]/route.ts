import { authenticateMember } from '@/lib/access/session'
import { downloadAnswer } from '@/lib/http/download-answer'
import { errorResponse } from '@/lib/http/error-response'
import { assertSameOrigin } from '@/lib/http/same-origin'
import { exportList } from '@/lib/known/export-list'

/** A list of known media as CSV. */
export async function POST(request: Request, { params }: { params: Promise<{ listId: string }> }): Promise<Response> {
  try {
    assertSameOrigin(request.headers)
    const member = await authenticateMember()
    const { listId } = await params
    const { csv } = await exportList(member, { listId })
    return downloadAnswer(csv, 'text/csv; charset=utf-8', 'docket-known-media.csv')
  } catch (error) {
    return errorResponse(error)
  }
}
