import { expect, test } from 'vitest'
import { listEvents } from '@/lib/audit/list-events'
import { readRail } from '@/lib/cases/read-rail'
import { withdrawCase } from '@/lib/cases/withdraw-case'
import { withTeam } from '@/lib/db/client'
import { pinExhibit } from '@/lib/exhibits/pin-exhibit'
import { countMentions } from '@/lib/notes/count-mentions'
import { listColleagues } from '@/lib/notes/list-colleagues'
import { listMentions } from '@/lib/notes/list-mentions'
import { readMentions } from '@/lib/notes/read-mentions'
import { removeNote } from '@/lib/notes/remove-note'
import { writeNote } from '@/lib/notes/write-note'
import { deskWordsLeft } from '@/lib/retention/redact-desk'
import { askReview } from '@/lib/reviews/ask-review'
import { useTestDatabase } from '../support/database'
import { anotherMember, decideAs } from '../support/judging'
import { loseKey, openSealedCase } from '../support/kept-nothing'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openWaitingCase } from '../support/rows'

const db = useTestDatabase()

test('a note names colleagues, who are told until they have seen it', async () => {
  const team = await makeTeam()
  const { caseId, number } = await openWaitingCase(team.admin)
  const [me, boss] = [team.moderator.memberId, team.manager.memberId]
  const { noteId } = await writeNote(team.moderator, { caseId, body: ' Look at 0:12. ', mentions: [boss, boss, me] })
  expect((await readRail(team.manager, { number })).notes).toMatchObject([
    { id: noteId, body: 'Look at 0:12.', mentions: [boss], writtenByName: 'Mo Moderator', mayRemove: true },
  ])
  expect(await listMentions(team.manager, {})).toMatchObject([{ noteId, caseNumber: number, byName: 'Mo Moderator' }])
  expect(await listMentions(team.moderator, {})).toEqual([])
  expect([await countMentions(team.manager, {}), await countMentions(team.moderator, {})]).toEqual([1, 0])
  // Another team asks in vain, also for somebody who is not in it.
  const strangers = { ...team.manager, teamId: (await makeTeam()).teamId }
  expect(await listMentions(strangers, {})).toEqual([])
  expect((await readRail(team.manager, { number })).unreadMentions).toBe(1)
  expect(await readMentions(team.manager, { caseId })).toEqual({ read: 1 })
  expect(await readMentions(team.manager, { caseId })).toEqual({ read: 0 })
  expect(await countMentions(team.manager, {})).toBe(0)
  expect(await listMentions(team.manager, {})).toEqual([])
  const { entries } = await listEvents(team.manager, { types: ['case.noted'] })
  expect(entries[0]?.facts).toEqual({ caseId, noteId, mentions: [boss] })
})

test('who cannot be named, what cannot be written, and where', async () => {
  const team = await makeTeam()
  const theirs = await makeTeam()
  const { caseId, detectionId, number } = await openWaitingCase(team.admin)
  const gone = await anotherMember(team, 'Gone')
  await db.owner`update members set deactivated_at = now() where id = ${gone.memberId}`
  for (const memberId of [theirs.admin.memberId, gone.memberId]) {
    await expectRefusal(writeNote(team.moderator, { caseId, body: 'x', mentions: [memberId] }), 'bad_request', /team/)
  }
  await expectRefusal(writeNote(team.moderator, { caseId, body: '  ' }), 'bad_request', /write something/)
  await expectRefusal(writeNote(theirs.moderator, { caseId, body: 'x' }), 'not_found')
  await expectRefusal(writeNote(team.worker, { caseId, body: 'x' }), 'forbidden')
  expect((await listColleagues(team.moderator, {})).map(({ name }) => name)).toEqual([
    ...['Ada Admin', 'Max Manager', 'Mo Moderator'],
  ])
  // What was written goes with the case.
  await writeNote(team.moderator, { caseId, body: 'The canary sings.' })
  const left = () => withTeam(team.teamId, (tx) => deskWordsLeft(tx, { teamId: team.teamId, caseId }))
  await decideAs(team.moderator, caseId)
  await pinExhibit(team.moderator, { caseId, track: 'picture', note: 'The canary itself.' })
  await askReview(team.manager, { caseId, reason: 'Is it a canary?' })
  expect(await left()).toBe(3)
  await withdrawCase(team.manager, { uuid: detectionId })
  expect(await left()).toBe(0)
  expect((await readRail(team.manager, { number })).reviews).toMatchObject([{ status: 'withdrawn', reason: '' }])
  await expectRefusal(writeNote(team.moderator, { caseId, body: 'x' }), 'conflict', /deleted/)
  expect(await db.owner`select 1 from notes where case_id = ${caseId} and body <> ''`).toHaveLength(0)
})

test('a note is removed by its writer or a manager, words and all', async () => {
  const team = await makeTeam()
  const other = await anotherMember(team, 'Otto')
  const { caseId, number } = await openWaitingCase(team.admin)
  const { noteId } = await writeNote(team.moderator, { caseId, body: 'Too much said.', mentions: [other.memberId] })
  await expectRefusal(removeNote(other, { noteId }), 'forbidden', /wrote/)
  await removeNote(team.moderator, { noteId })
  await expectRefusal(removeNote(team.moderator, { noteId }), 'not_found')
  expect((await readRail(other, { number })).notes).toMatchObject([{ body: null, mentions: [], mayRemove: false }])
  expect(await listMentions(other, {})).toEqual([])
  expect(await db.owner`select body from notes where id = ${noteId}`).toEqual([{ body: '' }])
  const second = await writeNote(other, { caseId, body: 'Mine.' })
  await removeNote(team.manager, second)
})

test('under zero retention the words are sealed, and gone with the key', async () => {
  const team = await makeTeam()
  const { caseId, number } = await openSealedCase(db, team.moderator)
  const { noteId } = await writeNote(team.moderator, { caseId, body: 'A canary.', mentions: [team.manager.memberId] })
  const gone = await writeNote(team.moderator, { caseId, body: 'Another.' })
  await removeNote(team.moderator, gone)
  expect(await db.owner`select body from notes where case_id = ${caseId}`).toEqual([{ body: '' }, { body: '' }])
  expect(await db.owner`select name from case_secrets where case_id = ${caseId}`).toEqual([{ name: `note:${noteId}` }])
  expect((await readRail(team.manager, { number })).notes[0]?.body).toBe('A canary.')
  expect(await listMentions(team.manager, {})).toMatchObject([{ body: '', zeroRetention: true }])
  await loseKey(team.moderator, caseId)
  expect((await readRail(team.manager, { number })).notes[0]?.body).toBeNull()
  await expectRefusal(writeNote(team.moderator, { caseId, body: 'x' }), 'conflict', /keeps nothing/)
})
