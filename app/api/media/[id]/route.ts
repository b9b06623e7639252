import { authenticateKey } from '@/lib/access/authenticate-key'
import { authenticateMember } from '@/lib/access/session'
import { errorResponse } from '@/lib/http/error-response'
import { recordMediaLook } from '@/lib/http/media-look'
import { serveMedia } from '@/lib/http/serve-media'
import { readMedia } from '@/lib/media/read-media'

/** The one place that serves media bytes: to signed-in members and to keys with `read`, of their own team. Each look is in the trail. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const actor = request.headers.has('authorization') ? await authenticateKey(request) : await authenticateMember()
    const copy = await readMedia(actor, { id: (await params).id })
    const answer = await serveMedia(request, copy)
    try {
      await recordMediaLook(actor, copy, request, answer)
    } catch (error) {
      await answer.body?.cancel()
      throw error
    }
    return answer
  } catch (error) {
    return errorResponse(error)
  }
}

export { GET as HEAD }
