import '../../support/data-folder'
import { beforeAll, expect, test } from 'vitest'
import type { DetectorUse } from '@/lib/detect/detectors/detector'
import { finishDetection } from '@/lib/detect/finish-detection'
import { casePageOf } from '../../support/case-page'
import { useTestDatabase } from '../../support/database'
import { fakePicture } from '../../support/examined'
import { makeTeam, type TestTeam } from '../../support/people'
import { chooseDetectors, connectInstance, disconnectInstance } from '../../support/remote-detector'
import { openTestCase } from '../../support/rows'

const db = useTestDatabase()
let team: TestTeam

beforeAll(async () => {
  connectInstance({ url: 'https://detector.example/api/v2', key: 'a key', host: 'detector.example' })
  team = await makeTeam()
  return () => disconnectInstance()
})

/** A case at a detector that is held up, and its page as an admin reads it. */
async function openHeldUp(use: DetectorUse) {
  await chooseDetectors(team.admin, use)
  const { caseId } = await openTestCase(team.moderator)
  await db.owner`update remote_runs set state = 'sent', remote_uuid = 'there', api_host = 'a.example',
    trouble = 'It is held up.', trouble_for_admin = 'It says 429.'
    where detection_id in (select id from detections where case_id = ${caseId})`
  const [found] = await db.owner`select number from cases where id = ${caseId}`
  const number = Number(found?.number)
  const finish = async (detector: string) => {
    const [run] = await db.owner`select id from detections where case_id = ${caseId} and detector = ${detector}`
    const detectionId = String(run?.id)
    await finishDetection(team.worker, { detectionId, analysis: fakePicture, preview: null, maps: new Map() })
  }
  return { caseId, finish, page: () => casePageOf(team.admin, number) }
}

const times = (page: string, says: string) => page.split(says).length - 1

test.each<[DetectorUse, string | null]>([
  ['remote', null],
  ['remote_then_builtin', null],
  ['remote_then_builtin', 'builtin'],
  ['builtin_then_remote', null],
  ['builtin_then_remote', 'builtin'],
])('what keeps a detector is told once on the page: %s, ended: %s', async (use, ended) => {
  const { page, finish } = await openHeldUp(use)
  if (ended) await finish(ended)
  const html = await page()
  expect([times(html, 'It is held up.'), times(html, 'It says 429.')]).toEqual([1, 1])
  expect(html).toContain('>Held up<')
})
