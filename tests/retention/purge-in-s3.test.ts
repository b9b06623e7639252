import '../support/data-folder'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readCase } from '@/lib/cases/read-case'
import { finishDetection } from '@/lib/detect/finish-detection'
import { env } from '@/lib/env'
import { incomingFolder } from '@/lib/media/folders'
import { keepFile } from '@/lib/media/keep-file'
import { listRetention } from '@/lib/retention/list-retention'
import { purgeCase } from '@/lib/retention/purge-case'
import { readReceipt } from '@/lib/retention/read-receipt'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { analysis, openTestCase } from '../support/rows'
import { S3Server } from '../support/s3-server'
import { passDeadline } from '../support/zero-retention'

const db = useTestDatabase()
let s3: S3Server
let team: TestTeam

beforeAll(async () => {
  s3 = await S3Server.start()
  const { bucket, endpoint, accessKeyId, secretAccessKey } = s3.settings
  Object.assign(env(), { MEDIA_STORE: 's3', S3_BUCKET: bucket, S3_ENDPOINT: endpoint })
  Object.assign(env(), { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey })
})
afterAll(() => s3?.stop())
beforeEach(async () => {
  team = await makeTeam()
})

async function finishedZeroCase() {
  const from = path.join(await incomingFolder(), crypto.randomUUID())
  fs.writeFileSync(from, 'to be forgotten')
  const bytes = { mediaType: 'image', contentType: 'image/png', sizeBytes: 15 } as const
  const known = { ...bytes, sha256: 'ab'.repeat(32), sealedWith: null }
  const title = 'redacted_0123456789abcdef01234567.png'
  const file = await keepFile(team.teamId, { ...known, path: from, filename: title })
  const { detectionId, number, caseId } = await openTestCase(team.moderator, { title, file, zeroRetention: true })
  await passDeadline(db, caseId)
  await finishDetection(team.worker, { detectionId, analysis: analysis(), preview: null, maps: new Map() })
  return { key: file.storeKey, number, job: { teamId: team.teamId, caseId } }
}
const retention = async (number: number) => (await readCase(team.moderator, { number })).case.retention
const failures = async () => {
  const { rows } = await listRetention(team.manager, { standings: ['failed'] })
  return rows.flatMap(({ failed }) => failed.map(({ copy, failure }) => [copy, failure]))
}

test('zero-retention media is gone from S3, with every version of it, before its purge is noted', async () => {
  s3.versioned = true
  const { key, number, job } = await finishedZeroCase()
  expect(s3.current(key)?.bytes?.toString()).toBe('to be forgotten')
  await purgeCase(job)
  expect(s3.objects.get(key)).toEqual([])
  expect(await retention(number)).toBe('purged')
  const { document } = await readReceipt(team.manager, { number })
  const copies = document.copies.filter(({ copy }) => copy === 'original' || copy === 'object')
  expect(copies).toMatchObject([
    { copy: 'original', result: 'gone', proof: 'probed', proofSays: expect.stringContaining('S3') },
    { copy: 'object', subject: 's3', result: 'gone', proof: 'probed' },
  ])
  s3.versioned = false
})

test('a purge that S3 refuses, or that comes while its settings are away, is not noted and can be repeated', async () => {
  const { key, number, job } = await finishedZeroCase()
  s3.fault = (method) => (method === 'DELETE' ? 403 : undefined)
  await expect(purgeCase(job)).rejects.toThrow(/still there/)
  expect(await failures()).toEqual([
    ['original', expect.stringContaining('AccessDenied')],
    ['object', expect.stringContaining('still there')],
  ])
  s3.fault = () => undefined
  Object.assign(env(), { S3_BUCKET: undefined })
  await expect(purgeCase(job)).rejects.toThrow(/still there/)
  expect(await failures()).toEqual([
    ['original', expect.stringContaining('not configured')],
    ['object', expect.stringContaining('not configured')],
  ])
  expect(await retention(number)).toBe('purging')
  expect(s3.current(key)).toBeDefined()
  Object.assign(env(), { S3_BUCKET: s3.settings.bucket })
  await purgeCase(job)
  expect(s3.current(key)).toBeUndefined()
  expect(await retention(number)).toBe('purged')
})
