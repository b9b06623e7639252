import crypto from 'node:crypto'
import { authenticateKey } from '@/lib/access/authenticate-key'
import { authenticateMember } from '@/lib/access/session'
import { errorResponse } from '@/lib/http/error-response'
import { serveMedia } from '@/lib/http/serve-media'
import { readMedia } from '@/lib/media/read-media'

/** The one place that serves media bytes: to signed-in members and to keys with `read`, of their own team. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const actor = request.headers.has('authorization') ? await authenticateKey(request) : await authenticateMember()
    return await serveMedia(request, await readMedia(actor, { id: (await params).id }))
  } catch (error) {
    return errorResponse(error, crypto.randomUUID())
  }
}

export { GET as HEAD }
