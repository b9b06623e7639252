import { expect, test } from 'vitest'
import { mirrorToFile } from '@/lib/audit/mirror-file'
import { readSealing } from '@/lib/audit/read-sealing'
import { sealAll } from '@/lib/audit/seal-trail'
import { signingKey } from '@/lib/audit/signing-key'
import { env } from '@/lib/env'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { patience } from '../support/trail'

const held = useTestDatabase()

test('before anything is sealed there is a key and nothing else', async () => {
  const team = await makeTeam()
  const { key, former, last, mirrors } = await readSealing(team.manager, {})
  expect(key).toMatchObject({ fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/), firstAt: null, lastAt: null })
  expect(Buffer.from(key.bytes, 'base64')).toEqual(signingKey().publicKey)
  expect(key.verifierKey).toContain(`docket/${team.teamId}+`)
  expect([former, last]).toEqual([[], null])
  expect(mirrors).toMatchObject([
    { place: 'file', configured: true, size: null },
    { place: 'email', configured: false },
    { place: 'webhook', configured: false, host: null },
  ])
})

test('how far it is signed, since when, and how the copies do', async () => {
  const team = await makeTeam()
  await sealAll(team.teamId, patience)
  await mirrorToFile(team.teamId)
  const { key, last, mirrors } = await readSealing(team.admin, {})
  expect(last?.size).toBeGreaterThan(2)
  expect(key.firstAt).toEqual(last?.at)
  expect(mirrors[0]).toMatchObject({ place: 'file', size: last?.size, failure: null })
  await held.owner`update trail_mirrors set failure = 'The disk is full.' where team_id = ${team.teamId}`
  expect((await readSealing(team.admin, {})).mirrors[0]?.failure).toBe('The disk is full.')
})

test('a former key is told by when it signed, and one that signed nothing as such', async () => {
  const team = await makeTeam()
  await sealAll(team.teamId, patience)
  const { key, last } = await readSealing(team.admin, {})
  const settings = env()
  settings.TRAIL_FORMER_KEYS = [Buffer.alloc(32, 7).toString('base64'), key.bytes]
  try {
    const { former } = await readSealing(team.admin, {})
    expect(former.map(({ lastAt }) => lastAt)).toEqual([null, last?.at])
    expect(former[1]?.fingerprint).toBe(key.fingerprint)
  } finally {
    settings.TRAIL_FORMER_KEYS = []
  }
})

test('another team’s checkpoints say nothing here, and moderators see none', async () => {
  const [team, other] = [await makeTeam(), await makeTeam()]
  await sealAll(other.teamId, patience)
  expect((await readSealing(team.admin, {})).last).toBeNull()
  await expectRefusal(readSealing(team.moderator, {}), 'forbidden')
})
