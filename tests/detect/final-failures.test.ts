import '../support/data-folder'
import { beforeAll, expect, test } from 'vitest'
import { failDetection } from '@/lib/detect/fail-detection'
import { retryDetection } from '@/lib/detect/retry-detection'
import { runDetection } from '@/lib/detect/run-detection'
import { casePageOf } from '../support/case-page'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { openStoredCase } from '../support/remote-detector'

const db = useTestDatabase()
let team: TestTeam
beforeAll(async () => {
  team = await makeTeam()
})

const attempt = { number: 1, last: false, signal: new AbortController().signal }
const isFinal = async (detectionId: string) => {
  const [row] = await db.owner`select status, failed_for_good from detections where id = ${detectionId}`
  return { status: row?.status, final: row?.failed_for_good }
}
/** The buttons of a failed case in their order, each with whether it is the one that stands out. */
async function buttonsOf(number: number): Promise<[string, boolean][]> {
  const html = await casePageOf(team.moderator, number)
  return html.split('<button').flatMap((button): [string, boolean][] => {
    const name = /> ?(Retry the analysis|Decide without analysis)</.exec(button)?.[1]
    const look = /class="([^"]*)"/.exec(button)?.[1] ?? ''
    return name ? [[name, look.split(' ').includes('bg-primary')]] : []
  })
}

test('a file that is no picture fails for good: another try is still offered, and not first', async () => {
  const { detectionId, caseId, number } = await openStoredCase(team.moderator)
  await runDetection({ teamId: team.teamId, detectionId }, attempt)
  expect(await isFinal(detectionId)).toEqual({ status: 'failed', final: true })
  expect(await buttonsOf(number)).toEqual([
    ['Decide without analysis', false],
    ['Retry the analysis', false],
  ])
  const again = await retryDetection(team.moderator, { caseId })
  expect(await isFinal(again.detectionId)).toEqual({ status: 'processing', final: false })
  await failDetection(team.worker, { detectionId: again.detectionId, reason: 'The analysis stopped with an error.' })
  expect((await buttonsOf(number))[0]).toEqual(['Retry the analysis', true])
})

test('whatever may pass is tried again first', async () => {
  const { detectionId, number } = await openStoredCase(team.moderator)
  await failDetection(team.worker, { detectionId, reason: 'The analysis stopped with an error.' })
  expect(await isFinal(detectionId)).toEqual({ status: 'failed', final: false })
  expect(await buttonsOf(number)).toEqual([
    ['Retry the analysis', true],
    ['Decide without analysis', false],
  ])
})
