import crypto from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { env } from '@/lib/env'
import { pathHeader } from '@/lib/http/path-header'
import { ingestSources, nonceHeader, pagePolicy } from '@/lib/http/security-headers'

/**
 * Tells pages their own address, so that signing in can lead back to it, and the nonce that their scripts carry, which the
 * answer's policy asks for. Nothing is authorised here. `/api` stays out of the matcher, or bodies would be cut at 10 MiB.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomBytes(16).toString('base64')
  const settings = env()
  const policy = pagePolicy(nonce, {
    publicUrl: settings.PUBLIC_URL,
    ingest: ingestSources(settings),
    issuer: settings.OIDC_ISSUER,
    isDev: process.env.NODE_ENV === 'development',
  })
  const headers = new Headers(request.headers)
  headers.set(pathHeader, request.nextUrl.pathname + request.nextUrl.search)
  headers.set(nonceHeader, nonce)
  // Next puts the nonce it finds here on the scripts and styles of its own.
  headers.set('content-security-policy', policy)
  headers.delete('content-security-policy-report-only')
  const answer = NextResponse.next({ request: { headers } })
  answer.headers.set('content-security-policy', policy)
  return answer
}

export const config = { matcher: ['/((?!api/|_next/).*)'] }
