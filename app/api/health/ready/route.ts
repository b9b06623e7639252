import { readReady } from '@/lib/health/read-ready'

export const dynamic = 'force-dynamic'

/** 200 while this process can do its work, else 503; up or down per part and nothing else: no sign-in is asked for. */
export async function GET(): Promise<Response> {
  const { ready, parts } = await readReady()
  const word = (up: boolean) => (up ? 'up' : 'down')
  const shown = Object.fromEntries(Object.entries(parts).map(([part, up]) => [part, word(up)]))
  return Response.json(
    { status: word(ready), parts: shown },
    { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}
