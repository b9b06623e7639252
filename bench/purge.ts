import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import postgres from 'postgres'
import type { Actor } from '@/lib/access/actor'
import { openCase } from '@/lib/cases/open-case'
import { closeDatabase, connect, replaceDatabase } from '@/lib/db/client'
import { startEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import { prepareDatabase } from '@/lib/db/prepare'
import { finishDetection } from '@/lib/detect/finish-detection'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { env } from '@/lib/env'
import { handlers } from '@/lib/jobs/handlers'
import { startLanes } from '@/lib/jobs/worker-lanes'
import { keepFile } from '@/lib/media/keep-file'
import { sweepPurges } from '@/lib/retention/sweep-purges'
import { setUpTeam } from '@/lib/teams/set-up-team'
import { analysis } from '../tests/support/rows'
import type { Subject } from './figure'
import { makeJpeg } from './sample-files'

const caseCount = 1000

/** As many as a worker has (lib/jobs/worker.ts). */
const lanes = 2

/**
 * Milliseconds a case until 1,000 analysed cases of zero retention, each with a file, a key and sealed texts, are purged with a
 * receipt each: from the sweep that finds them due, by the worker's own lanes, on a database of its own.
 */
export const purge: Subject = async ({ folder }) => {
  const data = path.join(folder, 'purge')
  const server = await startEmbeddedPostgres(data)
  const secret = crypto.randomBytes(32).toString('hex')
  const appUrl = await prepareDatabase(server.ownerUrl, secret)
  const before = { ...env() }
  Object.assign(env(), { DATA_DIR: data, AUTH_SECRET: secret, DATABASE_APP_URL: appUrl, MEDIA_STORE: 'disk' })
  replaceDatabase(connect(appUrl, 10))
  const owner = postgres(server.ownerUrl, { max: 1, onnotice: () => {} })
  try {
    const { teamId } = await setUpTeam({
      teamName: 'Bench',
      name: 'Ada',
      email: 'ada@example.test',
      password: 'a long bench password',
    })
    await openCases(teamId, await makeJpeg(folder, 'purged.jpg', { width: 640, height: 480 }, 40))
    await owner`delete from pgboss.job`
    const begun = performance.now()
    const queued = await sweepPurges()
    if (queued !== caseCount) throw new Error(`${queued} of ${caseCount} purges were queued`)
    const running = await startLanes(appUrl, { 'case.purge': handlers['case.purge'] }, { 'case.purge': lanes })
    while ((await countPurged(owner)) < caseCount) await new Promise((resolve) => setTimeout(resolve, 100))
    const milliseconds = performance.now() - begun
    await running.stop()
    const figure = `purge of ${caseCount.toLocaleString('en')} cases, per case`
    return [{ figure, value: milliseconds / caseCount, unit: 'ms', goal: null }]
  } finally {
    await owner.end()
    await closeDatabase()
    await server.stop()
    Object.assign(env(), before)
  }
}

async function openCases(teamId: string, picture: string): Promise<void> {
  const key: Actor = { kind: 'api-key', teamId, keyId: crypto.randomUUID(), scopes: ['submit'] }
  const bytes = fs.readFileSync(picture)
  for (let opened = 0; opened < caseCount; opened++) {
    const copy = `${picture}.${opened}`
    fs.writeFileSync(copy, bytes)
    const file = await keepFile(teamId, {
      path: copy,
      mediaType: 'image',
      contentType: 'image/jpeg',
      filename: `picture-${opened}.jpg`,
      sizeBytes: bytes.length,
      sha256: crypto.createHash('sha256').update(String(opened)).digest('hex'),
      sealedWith: null,
    })
    const parameters = DetectionParameters.parse({})
    const asked = { source: 'api' as const, title: file.filename, file, parameters, zeroRetention: true }
    const { detectionId } = await openCase(key, asked)
    const worker: Actor = { kind: 'worker', teamId }
    await finishDetection(worker, { detectionId, analysis: analysis(), preview: null, maps: new Map() })
  }
}

async function countPurged(owner: postgres.Sql): Promise<number> {
  const [row] = await owner<{ purged: number }[]>`
    select count(*)::int as purged from cases c join receipts r on r.case_id = c.id where c.retention = 'purged'`
  return row?.purged ?? 0
}
