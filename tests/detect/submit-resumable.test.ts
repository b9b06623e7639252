import '../support/data-folder'
import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { failDetection } from '@/lib/detect/fail-detection'
import { submitResumable } from '@/lib/detect/submit-resumable'
import { parsePortalFields } from '@/lib/http/portal-fields'
import { beginUpload, continueUpload } from '@/lib/media/resume-upload'
import { purgeCase } from '@/lib/retention/purge-case'
import { dataFolder, mediaFiles } from '../support/data-folder'
import { useTestDatabase } from '../support/database'
import { wav } from '../support/media-bytes'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

/** What happens just before a case is opened, and just after it was: the server may be killed there. */
const around = vi.hoisted(() => ({ before: () => {}, after: () => {} }))
vi.mock('@/lib/cases/open-case', async (importOriginal) => {
  const own = await importOriginal<typeof import('@/lib/cases/open-case')>()
  return {
    ...own,
    openCase: async (...given: Parameters<typeof own.openCase>) => {
      around.before()
      const opened = await own.openCase(...given)
      around.after()
      return opened
    },
  }
})

const db = useTestDatabase()
const bytes = wav(50_000)
let team: TestTeam
beforeAll(async () => {
  team = await makeTeam()
})
beforeEach(() => {
  Object.assign(around, { before: () => {}, after: () => {} })
})

async function uploaded(): Promise<string> {
  const address = 'http://localhost:3000/api/uploads/resumable'
  const metadata = `filename ${Buffer.from('speech.wav').toString('base64')},filetype ${Buffer.from('audio/wav').toString('base64')}`
  const tus = { 'tus-resumable': '1.0.0' }
  const begin = { ...tus, 'upload-length': String(bytes.length), 'upload-metadata': metadata }
  const begun = await beginUpload(team.moderator, new Request(address, { method: 'POST', headers: begin }))
  const id = begun.headers.get('location')?.split('/').at(-1) ?? ''
  const more = { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
  const patch = { method: 'PATCH', headers: more, body: new Uint8Array(bytes), duplex: 'half' }
  await continueUpload(team.moderator, id, new Request(`${address}/${id}`, patch as RequestInit))
  return id
}
const links = () => mediaFiles().filter((file) => file.startsWith(`incoming${path.sep}`))
const handIn = (id: string, fields: Record<string, string> = {}) =>
  submitResumable(team.moderator, id, parsePortalFields(fields), id)

test('no link to the bytes is left by the time there is a case, and none after a server that was killed then', async () => {
  const id = await uploaded()
  expect(links()).toHaveLength(2)
  let seen: { links: string[]; names: number[] } | undefined
  around.before = () => {
    const stored = mediaFiles().filter((file) => !file.startsWith('incoming'))
    const names = stored.map((file) => fs.statSync(path.join(dataFolder, 'media', file)).nlink)
    seen = { links: links(), names }
  }
  around.after = () => {
    throw new Error('killed')
  }
  await expect(handIn(id)).rejects.toThrow('killed')
  expect(seen).toEqual({ links: [], names: [1] })
  const [row] = await db.owner`select c.id, d.id as detection from cases c join detections d on d.case_id = c.id
    where c.team_id = ${team.teamId}`
  await failDetection(team.worker, { detectionId: row?.detection, reason: 'It was killed.' })
  await db.owner`update cases set retention = 'due', purge_reason = 'manual' where id = ${row?.id}`
  await purgeCase({ teamId: team.teamId, caseId: row?.id })
  const [purged] = await db.owner`select retention from cases where id = ${row?.id}`
  expect(purged?.retention).toBe('purged')
  expect(mediaFiles()).toEqual([])
})

test('handed in again after its answer was lost, the same case answers', async () => {
  const id = await uploaded()
  around.after = () => {
    throw new Error('the connection is gone')
  }
  await expect(handIn(id)).rejects.toThrow()
  around.after = () => {}
  const { number } = await handIn(id)
  expect((await handIn(id)).number).toBe(number)
  expect(links()).toEqual([])
})

test('when no case came of it after all, nothing stays but what the sweep takes, and it is sent anew', async () => {
  const id = await uploaded()
  around.before = () => {
    throw new Error('the database is gone')
  }
  await expect(handIn(id)).rejects.toThrow('the database is gone')
  expect(links()).toEqual([])
  around.before = () => {}
  await expectRefusal(handIn(id), 'not_found')
})
