import { readHealth } from '@/lib/health/read-health'

export const dynamic = 'force-dynamic'

/** 200 while Docket can do its work, else 503; up or down per part, and nothing else: no sign-in is asked for. */
export async function GET(): Promise<Response> {
  const { state, parts } = await readHealth()
  const shown = (one: (typeof parts)[number]) => [one.part, one.state === 'down' ? 'down' : 'up']
  return Response.json(
    { status: state === 'down' ? 'down' : 'up', parts: Object.fromEntries(parts.map(shown)) },
    { status: state === 'down' ? 503 : 200, headers: { 'cache-control': 'no-store' } },
  )
}
