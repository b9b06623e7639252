import '../support/data-folder'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { recordEvents } from '@/lib/audit/record'
import { sealAll } from '@/lib/audit/seal-trail'
import { withTeam } from '@/lib/db/client'
import { env } from '@/lib/env'
import { findReceiptSeal } from '@/lib/retention/find-receipt-seal'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openTestCase } from '../support/rows'
import { patience } from '../support/trail'

const db = useTestDatabase()
let team: TestTeam
const receipt = 'a'.repeat(64)

beforeAll(() => {
  env().DATABASE_APP_URL = db.appUrl
})
beforeEach(async () => {
  team = await makeTeam()
})

async function purged(): Promise<string> {
  const { caseId } = await openTestCase(team.moderator)
  await withTeam(team.teamId, (tx) =>
    recordEvents(tx, team.worker, [{ type: 'case.purged', caseId, because: 'zero_retention', copies: 3, receipt }]),
  )
  return caseId
}

test('a receipt’s entry has a place and a checkpoint over it once it is sealed, and none before', async () => {
  const caseId = await purged()
  const before = await findReceiptSeal(team.manager, { caseId, sha256: receipt })
  expect(before).toMatchObject({ position: null, checkpoint: null })
  await sealAll(team.teamId, patience)
  const sealed = await findReceiptSeal(team.manager, { caseId, sha256: receipt })
  expect(sealed?.position).toBeGreaterThan(0)
  expect(sealed?.checkpoint?.size).toBeGreaterThan(sealed?.position ?? Number.POSITIVE_INFINITY)
})

test('another hash, another case and another team have none', async () => {
  const caseId = await purged()
  const other = await makeTeam()
  expect(await findReceiptSeal(team.manager, { caseId, sha256: 'b'.repeat(64) })).toBeNull()
  expect(await findReceiptSeal(team.manager, { caseId: crypto.randomUUID(), sha256: receipt })).toBeNull()
  expect(await findReceiptSeal(other.manager, { caseId, sha256: receipt })).toBeNull()
})

test('moderators may not ask', async () => {
  const caseId = await purged()
  await expectRefusal(findReceiptSeal(team.moderator, { caseId, sha256: receipt }), 'forbidden')
})
