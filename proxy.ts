import { type NextRequest, NextResponse } from 'next/server'
import { pathHeader } from '@/lib/http/path-header'

/**
 * Tells pages their own address, so that signing in can lead back to it. Nothing is authorised here. `/api` stays out of
 * the matcher, or bodies would be cut at 10 MiB.
 */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers)
  headers.set(pathHeader, request.nextUrl.pathname + request.nextUrl.search)
  return NextResponse.next({ request: { headers } })
}

export const config = { matcher: ['/((?!api|_next|.*\\.(?:svg|png|ico)$).*)'] }
