export const dynamic = 'force-dynamic'

/** 200 while this process answers at all. Asks nothing of the database: whoever restarts on this must not restart for that. */
export function GET(): Response {
  return Response.json({ status: 'up' }, { headers: { 'cache-control': 'no-store' } })
}
