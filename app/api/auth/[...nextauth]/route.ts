import type { NextRequest } from 'next/server'
import { handlers } from '@/lib/access/next-auth'
import { currentMember } from '@/lib/access/session'
import { errorResponse } from '@/lib/http/error-response'
import { assertSameOrigin } from '@/lib/http/same-origin'

/** Next-auth's own route. What it says of a session holds no longer than the session does: its cookie alone outlives it. */
export async function GET(request: NextRequest): Promise<Response> {
  const isSession = request.nextUrl.pathname.endsWith('/session')
  if (isSession && !(await currentMember())) return Response.json(null, { headers: { 'cache-control': 'no-store' } })
  return handlers.GET(request)
}

/** Docket's own pages sign in and out by actions; whoever posts here sends the page's origin as they do. */
export async function POST(request: NextRequest): Promise<Response> {
  try {
    assertSameOrigin(request.headers)
    return await handlers.POST(request)
  } catch (error) {
    return errorResponse(error)
  }
}
