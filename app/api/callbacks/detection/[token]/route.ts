import { receiveDetectionCallback } from '@/lib/callbacks/receive-detection-callback'
import { DocketError } from '@/lib/errors'
import { errorResponse } from '@/lib/http/error-response'
import { openBody } from '@/lib/media/read-body'

/** Where another Detect API reports a detection's end. The token in the path is the only key, and is never logged. */
export async function POST(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  try {
    const { token } = await params
    await receiveDetectionCallback(token, request)
    return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    if (!request.body?.locked) openBody(request).discardRest()
    return errorResponse(error)
  }
}

function refuse(): Response {
  const answer = errorResponse(new DocketError('method_not_allowed', 'Only POST is taken here.'))
  answer.headers.set('allow', 'POST')
  return answer
}

export { refuse as DELETE, refuse as GET, refuse as HEAD, refuse as OPTIONS, refuse as PATCH, refuse as PUT }
