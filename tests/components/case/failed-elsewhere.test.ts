import '../../support/data-folder'
import { expect, test } from 'vitest'
import { finishDetection } from '@/lib/detect/finish-detection'
import { casePageOf, wordsOf } from '../../support/case-page'
import { useTestDatabase } from '../../support/database'
import { type HostedStep, paymentRequired } from '../../support/hosted-api'
import { useRemoteDesk } from '../../support/remote-desk'
import { chooseDetectors, openStoredCase, workOne } from '../../support/remote-detector'
import { analysis } from '../../support/rows'

const db = useTestDatabase()
const desk = useRemoteDesk()

const refusals: [name: string, step: HostedStep, moderator: RegExp, admin: RegExp][] = [
  [
    '401',
    { kind: 'status', status: 401 },
    /does not accept this team’s key/,
    /For admins: \S+ refused the key \(401\)/,
  ],
  ['402', paymentRequired, /no money left/, /For admins: \S+ wants payment \(402\): 0\.42/],
  ['403', { kind: 'status', status: 403 }, /may not have this kind/, /For admins: \S+ does not allow this .* \(403\)/],
]

test.each(refusals)('a case that failed by %s has a sentence for whoever looks, and one for admins', async (...of) => {
  const [, step, moderator, admin] = of
  const { detectionId, number } = await openStoredCase(desk.team.moderator)
  desk.api.script('POST /detect', step)
  await workOne(db, detectionId)
  const theirs = wordsOf(await casePageOf(desk.team.moderator, number))
  expect(theirs).toMatch(/The analysis failed Why /)
  expect(theirs).toMatch(moderator)
  expect(theirs).not.toContain('For admins')
  const ours = wordsOf(await casePageOf(desk.team.admin, number))
  expect(ours).toMatch(moderator)
  expect(ours).toMatch(admin)
})

test('so has a second opinion that failed beside a verdict', async () => {
  await chooseDetectors(desk.team.admin, 'builtin_then_remote')
  const { caseId, detectionId, number } = await openStoredCase(desk.team.moderator)
  const [second] = await db.owner`select id from detections where case_id = ${caseId} and second_opinion`
  desk.api.script('POST /detect', paymentRequired)
  await workOne(db, String(second?.id))
  await finishDetection(desk.team.worker, { detectionId, analysis: analysis(), preview: null, maps: new Map() })
  expect(wordsOf(await casePageOf(desk.team.admin, number))).toMatch(/no money left.*For admins: \S+ wants payment/)
  expect(wordsOf(await casePageOf(desk.team.moderator, number))).not.toContain('For admins')
  await chooseDetectors(desk.team.admin, 'remote')
})
