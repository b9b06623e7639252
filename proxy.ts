import { type NextRequest, NextResponse } from 'next/server'
import { env } from '@/lib/env'
import { pathHeader } from '@/lib/http/path-header'

/**
 * Sends a browser at 127.0.0.1 to the public address, where signing in works (next-auth loses its cookie at the other).
 * Tells pages their own address, so that signing in can lead back to it. Nothing is authorised here. `/api` stays out of
 * the matcher, or bodies would be cut at 10 MiB.
 */
export function proxy(request: NextRequest): NextResponse {
  const host = request.headers.get('host') ?? ''
  const wanted = new URL(env().PUBLIC_URL)
  if (host === `127.0.0.1:${wanted.port}` && wanted.hostname === 'localhost') {
    return NextResponse.redirect(new URL(request.nextUrl.pathname + request.nextUrl.search, wanted))
  }
  const headers = new Headers(request.headers)
  headers.set(pathHeader, request.nextUrl.pathname + request.nextUrl.search)
  return NextResponse.next({ request: { headers } })
}

export const config = { matcher: ['/((?!api|_next|.*\\.(?:svg|png|ico)$).*)'] }
