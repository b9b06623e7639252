import '../../support/data-folder'
import { expect, test } from 'vitest'
import type { CaseActions } from '@/components/case/case-actions'
import { failDetection } from '@/lib/detect/fail-detection'
import { finishDetection } from '@/lib/detect/finish-detection'
import { pinExhibit } from '@/lib/exhibits/pin-exhibit'
import { casePageOf } from '../../support/case-page'
import { useTestDatabase } from '../../support/database'
import { changedVideo } from '../../support/examined'
import { makeTeam, type TestTeam } from '../../support/people'
import { openTestCase, storedFile } from '../../support/rows'

const db = useTestDatabase()
const actions = { pin: async () => ({ ok: true, data: { label: 'A' } }) } as unknown as CaseActions

async function openVideo(team: TestTeam) {
  const file = storedFile(team.teamId, { mediaType: 'video', contentType: 'video/mp4' })
  const { caseId, number, detectionId } = await openTestCase(team.admin, { file })
  const analysis = { ...changedVideo, peaks: [0.1, 0.9, 0.4] }
  await finishDetection(team.worker, { detectionId, analysis, preview: null, maps: new Map() })
  return { caseId, number, detectionId }
}

test('a video is shown with everything on one axis, and what is pinned is marked there', async () => {
  const team = await makeTeam()
  const { caseId, number, detectionId } = await openVideo(team)
  const before = await casePageOf(team.moderator, number, { actions })
  for (const part of [
    'aria-label="Position"',
    'aria-label="Sampled frames"',
    'data-slot="waveform"',
    'data-slot="playhead"',
  ])
    expect(before).toContain(part)
  expect(before).not.toContain('exhibit A')
  await pinExhibit(team.moderator, { caseId, detectionId, track: 'picture', startSeconds: 1, endSeconds: 2.5 })
  const after = await casePageOf(team.moderator, number, { actions })
  expect(after).toContain('exhibit A')
})

test('of media whose analysis failed it is said that it may not be all there', async () => {
  const team = await makeTeam()
  const { number, detectionId } = await openTestCase(team.admin, { file: storedFile(team.teamId, {}) })
  expect(await casePageOf(team.moderator, number, { actions })).not.toContain('damaged or cut off')
  await failDetection(team.worker, { detectionId, reason: 'No.' })
  expect(await casePageOf(team.moderator, number, { actions })).toContain('damaged or cut off')
})

test('a deleted video keeps what was measured, and offers nothing to play', async () => {
  const team = await makeTeam()
  const { caseId, number } = await openVideo(team)
  await db.owner`update media set deleted_at = now() where case_id = ${caseId}`
  const page = await casePageOf(team.moderator, number, { actions })
  expect(page).toContain('Sampled frames as a table')
  expect(page).not.toContain('<video')
  expect(page).not.toContain('data-slot="playhead"')
})

test('whoever owes a first impression sees the video, and of it neither scores nor spans nor pins', async () => {
  const team = await makeTeam()
  const { caseId, number } = await openVideo(team)
  await pinExhibit(team.admin, { caseId, track: 'picture', startSeconds: 1, note: 'A canary.' })
  await db.owner`insert into desk_settings (team_id, judge_first) values (${team.teamId}, true)`
  const page = await casePageOf(team.moderator, number, { actions })
  expect(page).toContain('<video')
  for (const part of ['Sampled frames', 'suspicious', 'exhibit A', 'canary', 'as a table', '>Pin']) {
    expect(page).not.toContain(part)
  }
})
