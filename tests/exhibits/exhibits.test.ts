import { expect, test } from 'vitest'
import { decideCase } from '@/lib/cases/decide-case'
import { readRail } from '@/lib/cases/read-rail'
import { undoDecision } from '@/lib/cases/undo-decision'
import { exhibitLabel } from '@/lib/exhibits/exhibit-label'
import { pinExhibit } from '@/lib/exhibits/pin-exhibit'
import { removeExhibit } from '@/lib/exhibits/remove-exhibit'
import { useTestDatabase } from '../support/database'
import { anotherMember } from '../support/judging'
import { loseKey, openSealedCase } from '../support/kept-nothing'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openWaitingCase } from '../support/rows'

const db = useTestDatabase()

test('letters count on, and past Z', () => {
  expect([0, 1, 25, 26, 27, 51, 52, 701, 702].map(exhibitLabel)).toEqual([
    ...['A', 'B', 'Z', 'AA', 'AB', 'AZ', 'BA', 'ZZ', 'AAA'],
  ])
})

test('exhibits get letters in order, also when pinned at once, and a letter is never given twice', async () => {
  const team = await makeTeam()
  const { caseId, number } = await openWaitingCase(team.admin)
  const region = { left: 0.1, top: 0.2, width: 0.3, height: 0.4 }
  const pinned = await Promise.all([
    pinExhibit(team.moderator, { caseId, track: 'picture', region, note: ' The hand. ' }),
    pinExhibit(team.moderator, { caseId, track: 'sound', startSeconds: 3 }),
    pinExhibit(team.moderator, { caseId, track: 'file' }),
  ])
  expect(pinned.map(({ label }) => label).sort()).toEqual(['A', 'B', 'C'])
  const [, , file] = pinned
  await removeExhibit(team.moderator, { exhibitId: file.exhibitId })
  await expectRefusal(removeExhibit(team.moderator, { exhibitId: file.exhibitId }), 'not_found')
  expect(await pinExhibit(team.moderator, { caseId, track: 'file' })).toMatchObject({ label: 'D' })
  const { exhibits } = await readRail(team.manager, { number })
  expect(exhibits.map(({ label }) => label)).toEqual(['A', 'B', 'C', 'D'].filter((label) => label !== file.label))
  expect(exhibits.find(({ track }) => track === 'sound')).toMatchObject({ startSeconds: 3, endSeconds: 3 })
  expect(exhibits.find(({ track }) => track === 'picture')).toMatchObject({ region, note: 'The hand.' })
})

test('what is nowhere, or another case’s, cannot be pinned', async () => {
  const team = await makeTeam()
  const [one, two] = [await openWaitingCase(team.admin), await openWaitingCase(team.admin)]
  const { caseId } = one
  const pin = (change: object) => pinExhibit(team.moderator, { caseId, track: 'sound', ...change })
  await expectRefusal(pin({ startSeconds: 4, endSeconds: 2 }), 'bad_request', /before it starts/)
  await expectRefusal(pin({ endSeconds: 2 }), 'bad_request', /needs a start/)
  await expectRefusal(pin({ startSeconds: -1 }), 'bad_request')
  await expectRefusal(pin({ region: { left: 0, top: 0, width: 1, height: 1 } }), 'bad_request', /only a picture/)
  await expectRefusal(pin({ detectionId: two.detectionId }), 'not_found', /Analysis/)
  const [foreign] = await db.owner<{ id: string }[]>`select id from evidence where case_id = ${two.caseId}`
  await expectRefusal(pin({ evidenceId: foreign!.id }), 'not_found', /Evidence/)
  const [own] = await db.owner<{ id: string }[]>`select id from evidence where case_id = ${caseId}`
  await pin({ detectionId: one.detectionId, evidenceId: own!.id })
  await expectRefusal(pinExhibit((await makeTeam()).moderator, { caseId, track: 'file' }), 'not_found')
  await expectRefusal(pinExhibit(team.worker, { caseId, track: 'file' }), 'forbidden')
})

test('an exhibit that a decision rests on stays; others go by whoever pinned them or a manager', async () => {
  const team = await makeTeam()
  const other = await anotherMember(team, 'Otto')
  const { caseId } = await openWaitingCase(team.admin)
  const { exhibitId } = await pinExhibit(team.moderator, { caseId, track: 'picture' })
  const decision = { caseId, finding: 'synthetic', reason: 'See A.', exhibits: ['A'] } as const
  const { decisionId } = await decideCase(team.moderator, { ...decision, exhibits: ['A'] })
  await expectRefusal(removeExhibit(other, { exhibitId }), 'forbidden', /pinned/)
  await expectRefusal(removeExhibit(team.manager, { exhibitId }), 'conflict', /rests on exhibit A/)
  await undoDecision(team.moderator, { caseId, decisionId })
  await removeExhibit(team.manager, { exhibitId })
  await expectRefusal(decideCase(team.moderator, { ...decision, exhibits: ['A'] }), 'bad_request', /not pinned/)
})

test('under zero retention its words are sealed, and gone with the key', async () => {
  const team = await makeTeam()
  const { caseId, number } = await openSealedCase(db, team.moderator)
  await pinExhibit(team.moderator, { caseId, track: 'picture', note: 'A canary.' })
  expect(await db.owner`select note from exhibits where case_id = ${caseId}`).toEqual([{ note: '' }])
  expect((await readRail(team.manager, { number })).exhibits[0]?.note).toBe('A canary.')
  await loseKey(team.moderator, caseId)
  expect((await readRail(team.manager, { number })).exhibits[0]?.note).toBeNull()
  expect(await pinExhibit(team.moderator, { caseId, track: 'picture' })).toMatchObject({ label: 'B' })
  await expectRefusal(pinExhibit(team.moderator, { caseId, track: 'picture', note: 'x' }), 'conflict', /keeps nothing/)
})
