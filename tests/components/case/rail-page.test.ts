import '../../support/data-folder'
import { beforeAll, expect, test } from 'vitest'
import { claimCase } from '@/lib/cases/claim-case'
import { decideCase } from '@/lib/cases/decide-case'
import { escalateCase } from '@/lib/cases/escalate-case'
import { judgeFirst } from '@/lib/cases/judge-first'
import { returnCase } from '@/lib/cases/return-case'
import { pinExhibit } from '@/lib/exhibits/pin-exhibit'
import { writeNote } from '@/lib/notes/write-note'
import { appealCase } from '@/lib/reviews/appeal-case'
import { casePageOf, wordsOf } from '../../support/case-page'
import { useTestDatabase } from '../../support/database'
import { decideAs, judgeBy, openJudged, setDesk, settle } from '../../support/judging'
import { makeTeam, type TestTeam } from '../../support/people'
import { openTestCase } from '../../support/rows'

const db = useTestDatabase()
let team: TestTeam

/** A button of this name that opens a question. */
const asking = (name: string) => new RegExp(`<button(?=[^>]*aria-haspopup="dialog")(?=[^>]*aria-label="${name}")[^>]*>`)

beforeAll(async () => {
  team = await makeTeam()
})

test('the form asks for everything and chooses nothing', async () => {
  await judgeBy(db, team, { reasonLength: 12, exhibitRequired: true })
  const { caseId, number } = await openJudged(team.admin, 'Fake')
  await pinExhibit(team.manager, { caseId, track: 'picture', note: 'The sixth finger.' })
  const html = await casePageOf(team.moderator, number)
  expect(html).not.toMatch(/checked=""|aria-checked="true"|data-state="checked"|<option selected="" value="[^"]/)
  const words = wordsOf(html)
  for (const says of [/Policy: Policy \w+, version 1/, /What misleads goes/, /Remove/, /12 characters at least/]) {
    expect(words).toMatch(says)
  }
  // Beside the form, not behind a line to press: a page without a script has them as well.
  expect(html).toMatch(/<details[^>]* open="">(?:(?!<\/details>).)*aria-label="Words of the policy" tabindex="0"/s)
  expect(words).toMatch(/Cite exhibit A Picture .*The sixth finger\. Pinned by Max Manager/)
  expect(words).toMatch(/Low 7 Medium 8 High 9/)
  expect(words).toContain('Ask somebody else to look before it counts')
  expect(words).not.toContain('Picture and sound differ')
  // That nothing is done would be a choice too.
  expect(words).not.toContain('No action')
  await db.owner`update desk_settings set policy_id = null where team_id = ${team.teamId}`
})

test('a video asks for picture and sound; without a policy in force none is chosen', async () => {
  const { caseId, number } = await openJudged(team.admin, 'Fake')
  await db.owner`update cases set media_type = 'video' where id = ${caseId}`
  const words = wordsOf(await casePageOf(team.moderator, number))
  expect(words).toContain('Picture and sound differ')
  expect(words).toMatch(/Policy None Policy/)
  expect(words).not.toContain('Action What')
})

test('a case that is being analysed can be moved to another queue by those who may', async () => {
  const { number } = await openTestCase(team.moderator)
  const move = /<button(?=[^>]*aria-haspopup="dialog")[^>]*>(<svg.*?<\/svg>)? ?Move /
  expect(await casePageOf(team.manager, number)).toMatch(move)
  expect(await casePageOf(team.moderator, number)).not.toMatch(move)
})

test('somebody else’s case can be read and not decided', async () => {
  const { caseId, number } = await openJudged(team.admin, 'Fake')
  await claimCase(team.manager, { caseId })
  const words = wordsOf(await casePageOf(team.moderator, number))
  expect(words).toContain('Max Manager is working on this case')
  expect(words).not.toContain('Submit and next')
  expect(words).toContain('Write the note')
  expect(words).not.toContain('Take this case')
})

test('an escalated case says so to everybody and is decided by managers; sent back it says to whom', async () => {
  const { caseId, number } = await openJudged(team.admin, 'Fake')
  await escalateCase(team.moderator, { caseId, reason: 'A minister.' })
  const theirs = wordsOf(await casePageOf(team.moderator, number))
  expect(theirs).toMatch(/Escalated A minister\. Mo Moderator/)
  expect(theirs).toContain('so a manager decides it')
  expect(theirs).not.toContain('Submit and next')
  expect(wordsOf(await casePageOf(team.manager, number))).toMatch(/Submit and next.*Send it back/)
  await returnCase(team.manager, { caseId, reason: 'Go on.' })
  expect(wordsOf(await casePageOf(team.moderator, number))).toMatch(/Sent to you Go on\..*Submit and next/)
})

test('four eyes: who decided is told who has to, and there is no statement until they have', async () => {
  await judgeBy(db, team, { fourEyes: 'always' })
  const { caseId, number } = await openJudged(team.admin, 'Fake')
  await decideAs(team.manager, caseId)
  const first = wordsOf(await casePageOf(team.manager, number))
  expect(first).toMatch(/Waiting for a second look You have decided this case before/)
  expect(first).toContain('The policy asks for it')
  expect(first).toContain('Once somebody has given the second look')
  expect(first).not.toContain('Submit and next')
  expect(first).not.toContain('Call the second look off')
  expect(first).toMatch(/Authentic .*Seen the original\. .*Take the decision back/)
  const second = wordsOf(await casePageOf(team.moderator, number))
  expect(second).toMatch(/Your second look Waiting for a second look No decision counts/)
  expect(second).toContain('Submit and next')
  expect(second).not.toContain('Ask somebody else to look')
  expect(second).toMatch(/First decision: Authentic Seen the original/)
  await db.owner`update desk_settings set policy_id = null where team_id = ${team.teamId}`
})

test('a decision says all it rests on, how long it can be taken back, and can be looked at again or contested', async () => {
  const { policyId } = await judgeBy(db, team)
  const { caseId, number } = await openJudged(team.admin, 'Fake')
  await pinExhibit(team.moderator, { caseId, track: 'picture' })
  const given = { caseId, finding: 'synthetic', reason: 'It names its generator.', policyId, action: 'remove' } as const
  await decideCase(team.moderator, { ...given, policyVersion: 1, confidence: 'high', exhibits: ['A'] })
  const mine = wordsOf(await casePageOf(team.moderator, number))
  expect(mine).toMatch(/Take the decision back \d:\d\d left/)
  expect(mine).toMatch(/Undo the decision \d:\d\d left .*Take the decision back/)
  expect(mine).toMatch(/Action Remove .*Confidence Sure of it .*Exhibits A /)
  expect(mine).toContain('Ask for a second look')
  expect(mine).not.toContain('Open an appeal')
  const theirs = wordsOf(await casePageOf(team.manager, number))
  expect(theirs).toContain('It does not count yet; nothing of it has been sent.')
  expect(theirs).not.toContain('Undo the decision')
  await settle(db, caseId)
  expect(wordsOf(await casePageOf(team.moderator, number))).not.toContain('Undo the decision')
  expect(wordsOf(await casePageOf(team.manager, number))).toContain('Open an appeal')
  await appealCase(team.manager, { caseId, reason: 'They sent the original.' })
  const appeal = wordsOf(await casePageOf(team.manager, number))
  expect(appeal).toMatch(/Your answer to the appeal An appeal is open .*They sent the original.*Call the appeal off/)
  await db.owner`update desk_settings set policy_id = null where team_id = ${team.teamId}`
})

test('notes name colleagues, and removed ones stay as removed', async () => {
  const { caseId, number } = await openJudged(team.admin, 'Fake')
  const body = 'Do look, @Mo Moderator.'
  await writeNote(team.manager, { caseId, body, mentions: [team.moderator.memberId] })
  const html = await casePageOf(team.moderator, number)
  expect(html).toMatch(/<strong[^>]*>@Mo Moderator<span class="sr-only"> \(you\)/)
  expect(wordsOf(html)).toContain('You are mentioned')
  expect(html).not.toContain('aria-label="Remove the note')
  expect(await casePageOf(team.manager, number)).toMatch(asking('Remove the note by Max Manager'))
})

test('an exhibit is not removed by a slip: the button stands apart from the one that shows it, and asks', async () => {
  const { caseId, number } = await openJudged(team.admin, 'Fake')
  await pinExhibit(team.manager, { caseId, track: 'picture', region: { left: 0, top: 0, width: 1, height: 1 } })
  const html = await casePageOf(team.manager, number)
  expect(html).toMatch(asking('Remove exhibit A'))
  const between = /Show exhibit A in the viewer"(.*?)aria-label="Remove exhibit A"/.exec(html)?.[1]
  expect(wordsOf(between ?? '')).toContain('Pinned by Max Manager')
})

test('whoever judges first gets a page without a number of the verdict, then all of it with both kept', async () => {
  const other = await makeTeam()
  await setDesk(db, other, { judge_first: true })
  const early = await openTestCase(other.admin)
  expect(wordsOf(await casePageOf(other.moderator, early.number))).toContain('No verdict is shown yet')
  const { caseId, number } = await openJudged(other.admin, 'Fake', 0.9137)
  const before = await casePageOf(other.moderator, number)
  expect(before).not.toMatch(/91 ?%|(?<!\d)0\.91|Verdict of|Likely|Fake|Submit and next/)
  expect(wordsOf(before)).toContain('What it looks like to you')
  expect(before).not.toContain('checked=""')
  await judgeFirst(other.moderator, { caseId, finding: 'authentic' })
  const after = wordsOf(await casePageOf(other.moderator, number))
  expect(after).toContain('Before the score was seen You: Authentic')
  expect(after).toContain('Verdict of')
  expect(after).toMatch(/91(\.\d)? ?%/)
  expect(after).toContain('Submit and next')
})
