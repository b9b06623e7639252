import { expect, test } from 'vitest'
import { mappedRoles } from '@/lib/access/mapped-roles'
import { isLacking, readClaims } from '@/lib/access/oidc-claims'
import { sayRefusal } from '@/lib/access/oidc-refusals'
import { mayAsk } from '@/lib/access/oidc-settings'

const claims = { iss: 'https://id.example.test', sub: 'abc', email: 'Ada@Example.test', email_verified: true }
const read = (change: Record<string, unknown>, claim = 'groups') => readClaims({ ...claims, ...change }, claim)

test.each([
  ['a list', { groups: ['a', 'b', 3] }, 'groups', ['a', 'b']],
  ['a word', { groups: 'a' }, 'groups', ['a']],
  ['a nested one', { realm_access: { roles: ['a'] } }, 'realm_access.roles', ['a']],
  ['a name with dots', { 'https://example.test/groups': ['a'] }, 'https://example.test/groups', ['a']],
  ['none', {}, 'groups', []],
  ['nothing of the prototype', {}, 'constructor.name', []],
  ['what is no text', { groups: { a: true } }, 'groups', []],
  ['groups that are told elsewhere', { _claim_names: { groups: 'src1' } }, 'groups', 'unlisted'],
  ['too many groups', { hasgroups: true }, 'groups', 'unlisted'],
])('the teams claim: %s', (_, change, claim, values) => {
  expect(read(change, claim).values).toEqual(values)
})

test.each([
  [true, { email_verified: true }],
  [true, { email_verified: 'true' }],
  [false, { email_verified: false }],
  [false, { email_verified: undefined }],
  [false, { email_verified: 'yes' }],
  [true, { email_verified: undefined, xms_edov: '1' }],
  [false, { email_verified: false, xms_edov: true }],
  [false, { email: 'not an address' }],
])('vouched for: %s, by %o', (verified, change) => {
  expect(read(change).emailVerified).toBe(verified)
})

test('who it is: address in lower case, a name from what there is, when they were asked last', () => {
  expect(read({ auth_time: 1_700_000_000 })).toMatchObject({
    email: 'ada@example.test',
    name: 'ada',
    authenticatedAt: new Date(1_700_000_000_000),
  })
  expect(read({ name: 'Ada A.' }).name).toBe('Ada A.')
  expect(read({ name: ' ', preferred_username: 'ada.a' }).name).toBe('ada.a')
  expect(read({ name: 'x'.repeat(200) }).name).toHaveLength(80)
  expect(() => readClaims({ ...claims, sub: '' }, 'groups')).toThrow()
})

test('the userinfo endpoint is asked where address, its word or the claim is missing', () => {
  expect(isLacking({ ...claims, groups: [] }, 'groups')).toBe(false)
  expect(isLacking(claims, 'groups')).toBe(true)
  expect(isLacking({ groups: [] }, 'groups')).toBe(true)
})

test('the highest role of a team counts, in whatever case its name is written', () => {
  const mapping = [
    { value: 'a', team: 'Desk', role: 'manager' as const },
    { value: 'b', team: 'DESK', role: 'moderator' as const },
    { value: 'c', team: 'Other', role: 'admin' as const },
  ]
  expect([...mappedRoles(mapping, ['b', 'a'])]).toEqual([['desk', 'manager']])
  expect([...mappedRoles(mapping, ['d'])]).toEqual([])
})

test.each([
  ['https://id.example.test/', true],
  ['http://localhost:8080/', true],
  ['http://127.0.0.1:8080/', true],
  ['http://[::1]:8080/', true],
  ['http://idp.internal:8080/', true],
  ['http://idp.internal/', false],
  ['http://id.example.test/', false],
  ['http://127.0.0.1.nip.example/', false],
  ['file:///etc/passwd', false],
])('%s may be asked: %s', (url, may) => {
  expect(mayAsk(new URL(url), ['idp.internal:8080'])).toBe(may)
})

test('every refusal is a sentence that begins with a capital, an unknown word a general one', () => {
  expect(sayRefusal('denied', 'single sign-on')).toMatch(/^Single sign-on did not let you in/)
  expect(sayRefusal('Configuration', 'Keycloak')).toMatch(/^Signing in did not work/)
  expect(sayRefusal('toString', 'Keycloak')).toMatch(/^Signing in did not work/)
})
