import { afterEach, expect, test, vi } from 'vitest'
import { readClaims } from '@/lib/access/oidc-claims'
import { withUserinfo } from '@/lib/access/read-userinfo'

afterEach(() => {
  vi.unstubAllGlobals()
})

const issuer = 'https://idp.example'
const asking = { issuer, accessToken: 'a token', teamsClaim: 'groups' }

/** The provider's userinfo endpoint answers this. */
function tells(told: Record<string, unknown>) {
  vi.stubGlobal('fetch', async (url: string) =>
    Response.json(url.endsWith('/userinfo') ? told : { userinfo_endpoint: `${issuer}/userinfo` }),
  )
}

test('what the ID token leaves out is asked of the userinfo endpoint', async () => {
  tells({ sub: '1', email: 'ada@example.test', email_verified: true, groups: ['desk'] })
  const told = readClaims(await withUserinfo({ iss: issuer, sub: '1' }, asking), 'groups')
  expect(told).toMatchObject({ email: 'ada@example.test', emailVerified: true, values: ['desk'] })
  const same = readClaims(await withUserinfo({ iss: issuer, sub: '1', email: 'ada@example.test' }, asking), 'groups')
  expect(same.emailVerified).toBe(true)
})

test('vouching for one address does not count for another', async () => {
  tells({ sub: '1', email: 'eve@example.test', email_verified: true, xms_edov: true })
  const claims = { iss: issuer, sub: '1', email: 'ada@example.test' }
  expect(readClaims(await withUserinfo(claims, asking), 'groups')).toMatchObject({
    email: 'ada@example.test',
    emailVerified: false,
  })
})

test('an answer about somebody else is none', async () => {
  tells({ sub: '2', email: 'eve@example.test', email_verified: true })
  await expect(withUserinfo({ iss: issuer, sub: '1' }, asking)).rejects.toThrow(/somebody else/)
})
