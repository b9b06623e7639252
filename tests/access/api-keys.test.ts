import { expect, test } from 'vitest'
import { createApiKey } from '@/lib/access/create-api-key'
import { listApiKeys } from '@/lib/access/list-api-keys'
import { revokeApiKey } from '@/lib/access/revoke-api-key'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()

test('a key is shown once and only its hash is kept', async () => {
  const team = await makeTeam()
  const { key } = await createApiKey(team.admin, { name: 'ingest', scopes: ['submit', 'read'] })
  expect(key).toMatch(/^docket_[\w-]{43}$/)
  const rows = await db.owner`select * from api_keys`
  expect(JSON.stringify(rows)).not.toContain(key)
  expect(JSON.stringify(await db.owner`select facts from audit_events`)).not.toContain(key)
  expect(await listApiKeys(team.admin, {})).toMatchObject([
    { name: 'ingest', prefix: key.slice(0, 12), revokedAt: null },
  ])
})

test('a name is taken until its key is revoked', async () => {
  const team = await makeTeam()
  const { keyId } = await createApiKey(team.admin, { name: 'one', scopes: ['read'] })
  await expectRefusal(createApiKey(team.admin, { name: 'one', scopes: ['read'] }), 'conflict', /already/)
  await revokeApiKey(team.admin, { keyId })
  await expect(createApiKey(team.admin, { name: 'one', scopes: ['read'] })).resolves.toBeDefined()
  await expectRefusal(revokeApiKey(team.admin, { keyId }), 'not_found')
})

test('only admins and the operator make keys, and no team sees another’s', async () => {
  const team = await makeTeam()
  const other = await makeTeam()
  await expectRefusal(createApiKey(team.moderator, { name: 'x', scopes: ['read'] }), 'forbidden', /role/)
  await expectRefusal(createApiKey(team.manager, { name: 'x', scopes: ['read'] }), 'forbidden')
  await expectRefusal(listApiKeys(team.manager, {}), 'forbidden')
  const { keyId } = await createApiKey(team.operator, { name: 'x', scopes: ['read'] })
  await expectRefusal(revokeApiKey(other.admin, { keyId }), 'not_found')
  expect(await listApiKeys(other.admin, {})).toEqual([])
})

test('a key without a name or scope is refused by field', async () => {
  const team = await makeTeam()
  await expect(createApiKey(team.admin, { name: ' ', scopes: [] })).rejects.toMatchObject({
    code: 'bad_request',
    fields: { name: expect.anything(), scopes: expect.anything() },
  })
})
