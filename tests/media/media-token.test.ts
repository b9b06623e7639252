import crypto from 'node:crypto'
import { base64url, decodeJwt, decodeProtectedHeader, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { afterEach, expect, test, vi } from 'vitest'
import { env } from '@/lib/env'
import { makeMediaToken, readMediaToken, tokenSeconds } from '@/lib/media/media-token'

const team = crypto.randomUUID()
const upload = crypto.randomUUID()
const audience = 'docket-secure-upload'
const inAnHour = () => new Date(Date.now() + tokenSeconds * 1000)
const key = (purpose = audience) =>
  new Uint8Array(crypto.hkdfSync('sha256', env().AUTH_SECRET ?? '', '', purpose, 32) as ArrayBuffer)

/** Every refusal of a token has this shape. */
async function refused(token: string, says: RegExp, teamId = team): Promise<void> {
  const error = await readMediaToken(teamId, token).then(
    () => expect.unreachable('the token was taken'),
    (thrown: unknown) => thrown as { message: string },
  )
  expect(error).toMatchObject({ name: 'DocketError', code: 'bad_request', message: expect.stringMatching(says) })
  expect(error).toMatchObject({ fields: { media_token: [error.message] } })
}

/** A token like the product's own, but for one thing. */
function likeOurs(claims: JWTPayload = {}, { alg = 'HS256', with: secret = key() } = {}): Promise<string> {
  const own = { team, sub: upload, aud: audience, exp: Math.floor(Date.now() / 1000) + 600 }
  return new SignJWT({ ...own, ...claims }).setProtectedHeader({ alg }).sign(secret)
}

afterEach(() => {
  vi.useRealTimers()
})

test('a token is an HS256 JWT for one team and one upload, and says nothing else', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const expires = inAnHour()
  const token = await makeMediaToken(team, upload, expires)
  expect(decodeProtectedHeader(token)).toEqual({ alg: 'HS256', typ: 'JWT' })
  const { iat, exp, ...claims } = decodeJwt(token)
  expect(claims).toEqual({ team, sub: upload, aud: audience })
  expect(exp).toBe(Math.floor(expires.getTime() / 1000))
  expect(exp! - iat!).toBe(3600)
  expect(await readMediaToken(team, token)).toBe(upload)
})

test('it is good until its hour is over', async () => {
  const token = await makeMediaToken(team, upload, inAnHour())
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.setSystemTime(Date.now() + 3590_000)
  expect(await readMediaToken(team, token)).toBe(upload)
  vi.setSystemTime(Date.now() + 11_000)
  await refused(token, /has expired.*one hour.*POST \/secure_uploads/)
})

test('another team’s is refused like a forged one, in time and after it', async () => {
  const other = crypto.randomUUID()
  await refused(await makeMediaToken(team, upload, inAnHour()), /none that this server gave/, other)
  await refused(await makeMediaToken(team, upload, new Date(Date.now() - 1000)), /none that this server gave/, other)
})

test('forged, altered and truncated ones', async () => {
  const token = await makeMediaToken(team, upload, inAnHour())
  const [header, payload, signature] = token.split('.') as [string, string, string]
  const elsewhere = base64url.encode(JSON.stringify({ ...decodeJwt(token), sub: crypto.randomUUID() }))
  const flipped = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`
  const forgeries = [
    await likeOurs({}, { with: crypto.randomBytes(32) }),
    `${header}.${elsewhere}.${signature}`,
    `${header}.${payload}.${flipped}`,
    `${header}.${payload}.`,
    `${header}.${payload}`,
    ...[1, 10, signature.length + 5].map((less) => token.slice(0, -less)),
    `${token}.${signature}`,
    'not a token',
    '..',
    'a.b.c',
    '\u0000',
    'x'.repeat(60_000),
  ]
  for (const forged of forgeries) await refused(forged, /none that this server gave/)
})

test('other algorithms, `none` before all', async () => {
  const payload = decodeJwt(await likeOurs())
  const unsigned = new UnsecuredJWT(payload).encode()
  await refused(unsigned, /none that this server gave/)
  for (const alg of ['none', 'None', 'HS256']) {
    const header = base64url.encode(JSON.stringify({ alg, typ: 'JWT' }))
    await refused(`${header}.${base64url.encode(JSON.stringify(payload))}.`, /none that this server gave/)
  }
  await refused(await likeOurs({}, { alg: 'HS512', with: crypto.randomBytes(64) }), /none that this server gave/)
  const long = new Uint8Array(64)
  long.set(key())
  await refused(await likeOurs({}, { alg: 'HS512', with: long }), /none that this server gave/)
  await refused(await likeOurs({}, { alg: 'HS384', with: long }), /none that this server gave/)
})

test('tokens of another purpose, even of this server', async () => {
  await refused(await likeOurs({ aud: 'docket-session' }), /none that this server gave/)
  await refused(await likeOurs({}, { with: key('docket-session') }), /none that this server gave/)
  await refused(await likeOurs({}, { with: new TextEncoder().encode(env().AUTH_SECRET) }), /none that this server gave/)
})

test('tokens that lack what binds them', async () => {
  expect(await readMediaToken(team, await likeOurs())).toBe(upload)
  for (const claim of ['team', 'sub', 'aud', 'exp']) {
    await refused(await likeOurs({ [claim]: undefined }), /none that this server gave/)
  }
  await refused(await likeOurs({ sub: 'no uuid' }), /none that this server gave/)
  await refused(await likeOurs({ nbf: Math.floor(Date.now() / 1000) + 300 }), /none that this server gave/)
})

test('without the instance’s secret none is made or read', async () => {
  const { AUTH_SECRET } = env()
  delete env().AUTH_SECRET
  await expect(makeMediaToken(team, upload, inAnHour())).rejects.toThrow(/AUTH_SECRET is not set/)
  await expect(readMediaToken(team, 'a.b.c')).rejects.toThrow(/AUTH_SECRET is not set/)
  env().AUTH_SECRET = AUTH_SECRET
})
