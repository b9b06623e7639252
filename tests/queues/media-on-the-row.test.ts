import { beforeEach, expect, test } from 'vitest'
import { listQueue } from '@/lib/cases/list-queue'
import { finishDetection } from '@/lib/detect/finish-detection'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { analysis, openTestCase, storedFile } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam

beforeEach(async () => {
  team = await makeTeam()
})

const shown = async () => {
  const [row] = (await listQueue(team.moderator, {})).rows
  return { previewId: row?.previewId, durationSeconds: row?.durationSeconds, doubts: row?.doubts }
}

test('a row knows its preview and length from the moment they are known until they are gone', async () => {
  const opened = await openTestCase(team.admin, { file: storedFile(team.teamId, { mediaType: 'video' }) })
  expect(await shown()).toEqual({ previewId: null, durationSeconds: null, doubts: 0 })
  const whole = analysis({ doubts: [{ code: 'short', says: 'Two seconds.' }] })
  const preview = { ...storedFile(team.teamId, { contentType: 'image/webp' }), width: 64, height: 48 }
  await finishDetection(team.worker, {
    detectionId: opened.detectionId,
    analysis: { ...whole, facts: { ...whole.facts, durationSeconds: 2.5 } },
    preview,
    maps: new Map(),
  })
  expect(await shown()).toEqual({ previewId: preview.id, durationSeconds: 2.5, doubts: 1 })
  // A later preview takes its place; that the earlier one goes changes nothing then.
  const [later] = await db.owner`
    insert into media (team_id, case_id, copy, store, store_key, media_type, content_type, filename, size_bytes, sha256)
    select team_id, case_id, copy, store, store_key || 'b', media_type, content_type, filename, size_bytes, sha256
    from media where id = ${preview.id} returning id`
  expect((await shown()).previewId).toBe(later!.id)
  await db.owner`update media set deleted_at = now() where id = ${preview.id}`
  expect((await shown()).previewId).toBe(later!.id)
  await db.owner`update media set deleted_at = now() where case_id = ${opened.caseId}`
  expect((await shown()).previewId).toBeNull()
})
