import { currentMember } from '@/lib/access/session'
import { subscribe } from '@/lib/live/listen'

export const dynamic = 'force-dynamic'

/** Seconds between comments that keep proxies from closing a quiet stream. */
const keepAliveSeconds = 20

/** A stream of server-sent events: one `change` whenever something of the member's team changed. Carries no data. */
export async function GET(request: Request): Promise<Response> {
  const member = await currentMember()
  if (!member) return new Response(null, { status: 401 })
  const encoder = new TextEncoder()
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
      const unsubscribe = subscribe(member.teamId, () => send('event: change\ndata: {}\n\n'))
      const keepAlive = setInterval(() => send(': still here\n\n'), keepAliveSeconds * 1000)
      stop = () => {
        clearInterval(keepAlive)
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
