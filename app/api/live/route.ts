import { findSession } from '@/lib/access/find-session'
import { currentMember } from '@/lib/access/session'
import { subscribe } from '@/lib/live/listen'

export const dynamic = 'force-dynamic'

/** Seconds between signs of life: they keep proxies from closing a quiet stream, and tell the browser that it still is one. */
const beatSeconds = 20

/**
 * A stream of server-sent events without data: a `change` whenever something of the member's team changed, and a `beat` in
 * between. Ends with the session: whoever is signed out or removed is told so by their page.
 */
export async function GET(request: Request): Promise<Response> {
  const member = await currentMember()
  if (!member) return new Response(null, { status: 401 })
  const encoder = new TextEncoder()
  const { sessionId, teamId } = member
  let open = true
  let stop = () => {}
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => {
        try {
          controller.enqueue(encoder.encode(text))
        } catch {
          // The browser has gone; its stream is closed.
          stop()
        }
      }
      const unsubscribe = subscribe(teamId, () => send('event: change\ndata: {}\n\n'))
      const beat = async () => {
        // A database that does not answer ends nobody's session.
        const found = await findSession(sessionId).catch(() => member)
        if (!open) return
        if (found?.teamId === teamId) return send('event: beat\ndata: {}\n\n')
        stop()
        controller.close()
      }
      const beating = setInterval(() => void beat(), beatSeconds * 1000)
      stop = () => {
        open = false
        clearInterval(beating)
        unsubscribe()
      }
      request.signal.addEventListener('abort', () => stop())
      send('retry: 1000\n\n')
    },
    cancel: () => stop(),
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}
