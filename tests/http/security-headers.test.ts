import crypto from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { NextRequest } from 'next/server'
import { beforeAll, describe, expect, test } from 'vitest'
import { env } from '@/lib/env'
import { ingestSources, nonceHeader, pagePolicy } from '@/lib/http/security-headers'
import config from '@/next.config'
import { config as proxied, proxy } from '@/proxy'

const here = { publicUrl: 'http://localhost:3000', ingest: [] }

function directives(policy: string): Record<string, string[]> {
  return Object.fromEntries(
    policy.split('; ').map((one) => {
      const [name = '', ...sources] = one.split(' ')
      return [name, sources]
    }),
  )
}

describe('the policy of pages', () => {
  test('lets no script run but those with the nonce, and what they load', () => {
    const policy = directives(pagePolicy('bm9uY2U=', here))
    expect(policy['script-src']).toEqual(["'self'", "'nonce-bm9uY2U='", "'strict-dynamic'"])
    expect(policy['script-src-attr']).toEqual(["'none'"])
    expect(policy['default-src']).toEqual(["'self'"])
    for (const shut of ['object-src', 'base-uri', 'frame-ancestors', 'frame-src']) {
      expect(policy[shut], shut).toEqual(["'none'"])
    }
    const whole = pagePolicy('bm9uY2U=', { ...here, publicUrl: 'https://docket.example' })
    expect(whole).not.toContain('unsafe-eval')
    expect(whole.match(/'unsafe-inline'/g)).toHaveLength(1)
    expect(policy['style-src-attr']).toEqual(["'unsafe-inline'"])
  })

  test('asks for https only where people come by https', () => {
    expect(pagePolicy('n', here)).not.toContain('upgrade-insecure-requests')
    expect(pagePolicy('n', { ...here, publicUrl: 'https://docket.example' })).toContain('upgrade-insecure-requests')
  })

  test('a form may lead to Docket and the provider of single sign-on', () => {
    expect(directives(pagePolicy('n', here))['form-action']).toEqual(["'self'"])
    const issuer = 'https://login.example/realms/desk'
    expect(directives(pagePolicy('n', { ...here, issuer }))['form-action']).toEqual(["'self'", 'https://login.example'])
  })

  test('the browser sends media to Docket, or where UploadThing takes it', () => {
    expect(directives(pagePolicy('n', here))['connect-src']).toEqual(["'self'"])
    const token = { UPLOADTHING_TOKEN: { ingestHost: 'ingest.uploadthing.com' } }
    expect(ingestSources({ MEDIA_STORE: 'disk', ...token })).toEqual([])
    expect(ingestSources({ MEDIA_STORE: 'uploadthing', ...token })).toEqual(['https://*.ingest.uploadthing.com'])
    const own = { UPLOADTHING_INGEST_URL: 'http://localhost:9100/in' }
    expect(ingestSources({ MEDIA_STORE: 'uploadthing', ...token, ...own })).toEqual(['http://localhost:9100'])
    const ingest = ['https://*.ingest.uploadthing.com']
    expect(directives(pagePolicy('n', { ...here, ingest }))['connect-src']).toEqual(["'self'", ...ingest])
  })

  test('the styles that are let in by their hash are those of the toasts', () => {
    const source = fs.readFileSync('node_modules/sonner/dist/index.mjs', 'utf8')
    const styles = [...source.matchAll(/__insertCSS\((".*?(?<!\\)")\)/gs)].map((found) => JSON.parse(found[1] ?? '""'))
    const hashes = ['', ...styles].map((css) => `'sha256-${crypto.createHash('sha256').update(css).digest('base64')}'`)
    expect(directives(pagePolicy('n', here))['style-src-elem']).toEqual(["'self'", "'nonce-n'", ...hashes])
  })

  test('development may evaluate and bring styles, and nothing else', () => {
    const policy = directives(pagePolicy('n', { ...here, isDev: true }))
    expect(policy['script-src']).toContain("'unsafe-eval'")
    expect(policy['script-src']).not.toContain("'unsafe-inline'")
    expect(policy['style-src-elem']).toEqual(["'self'", "'unsafe-inline'"])
  })
})

describe('every page gets its policy', () => {
  const asked = (headers: Record<string, string> = {}) =>
    proxy(new NextRequest(`${env().PUBLIC_URL}/queue?state=all`, { headers }))
  const given = (answer: Response, name: string) => answer.headers.get(`x-middleware-request-${name}`)

  test('with a nonce that is new each time, told to the page and to Next', () => {
    const [first, second] = [asked(), asked()]
    const policy = first.headers.get('content-security-policy') ?? ''
    const nonce = given(first, nonceHeader) ?? ''
    expect(Buffer.from(nonce, 'base64')).toHaveLength(16)
    expect(policy).toContain(`'nonce-${nonce}'`)
    expect(given(first, 'content-security-policy')).toBe(policy)
    expect(given(second, nonceHeader)).not.toBe(nonce)
  })

  test('whatever a browser claims about nonces', () => {
    const forged = "script-src 'nonce-mine'"
    const answer = asked({
      [nonceHeader]: 'mine',
      'content-security-policy': forged,
      'content-security-policy-report-only': forged,
    })
    expect(given(answer, nonceHeader)).not.toBe('mine')
    expect(given(answer, 'content-security-policy')).not.toContain('mine')
    expect(answer.headers.get('x-middleware-override-headers')).not.toContain('report-only')
  })

  test('at any address that could answer with a page', () => {
    const matches = (address: string) => proxied.matcher.some((one) => new RegExp(`^${one}$`).test(address))
    for (const page of ['/', '/queue', '/setup', '/docs/api', '/retention/3', '/nothing.png', '/apiary']) {
      expect(matches(page), page).toBe(true)
    }
    for (const other of ['/api/uploads', '/api/media/1', '/_next/static/a.js']) expect(matches(other)).toBe(false)
  })
})

/** What next.config.ts adds to the answers at an address. */
async function configured(address: string): Promise<Record<string, string>> {
  const rules = (await config.headers?.()) ?? []
  return Object.fromEntries(
    rules
      .filter(({ source }) => new RegExp(`^${source.replace('/:path*', '/.*')}$`).test(address))
      .flatMap(({ headers }) => headers.map(({ key, value }) => [key, value])),
  )
}

describe('what every answer carries', () => {
  test.each(['/', '/queue', '/api/v2/detect', '/api/media/1', '/_next/static/a.js'])('%s', async (address) => {
    expect(await configured(address)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
  })

  test('what is no page may do nothing in a browser; media and pages have policies of their own', async () => {
    const bare = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    for (const address of ['/api/v2/detect', '/api/health', '/_next/static/a.js']) {
      expect((await configured(address))['content-security-policy'], address).toBe(bare)
    }
    for (const address of ['/', '/queue', '/api/media/1']) {
      expect((await configured(address))['content-security-policy'], address).toBeUndefined()
    }
  })
})

describe('strict transport', () => {
  let keepToHttps: (response: http.ServerResponse, publicUrl: string) => void
  beforeAll(async () => {
    keepToHttps = (await import(path.resolve('bin/strict-transport.mjs'))).keepToHttps
  })

  test.each([
    ['https://docket.example', 'max-age=63072000'],
    ['http://localhost:3000', null],
    ['http://docket.lan', null],
  ])('%s: %s', async (publicUrl, expected) => {
    const server = http.createServer((_, response) => {
      keepToHttps(response, publicUrl)
      response.writeHead(404, { 'content-type': 'text/plain' }).end('nothing')
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await answer.text()
    server.close()
    expect(answer.headers.get('strict-transport-security')).toBe(expected)
  })
})
