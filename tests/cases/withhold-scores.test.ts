import { beforeAll, expect, test } from 'vitest'
import type { Member } from '@/lib/access/actor'
import { decideCase } from '@/lib/cases/decide-case'
import { escalateCase } from '@/lib/cases/escalate-case'
import { judgeFirst } from '@/lib/cases/judge-first'
import { readCasePage } from '@/lib/cases/read-case-page'
import { returnCase } from '@/lib/cases/return-case'
import { finishDetection } from '@/lib/detect/finish-detection'
import { giveFeedback } from '@/lib/detect/give-feedback'
import { pinExhibit } from '@/lib/exhibits/pin-exhibit'
import { writeNote } from '@/lib/notes/write-note'
import { useTestDatabase } from '../support/database'
import { fakePicture } from '../support/examined'
import { anotherMember, setDesk } from '../support/judging'
import { makeTeam, type TestTeam } from '../support/people'
import { openTestCase } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam
/** Somebody who sees everything at once. */
let open: Member

beforeAll(async () => {
  team = await makeTeam()
  await setDesk(db, team, { judge_first: true })
  open = await anotherMember(team, 'Olga Open')
  await seesScores(open)
  await seesScores(team.manager)
})

async function seesScores({ teamId, memberId }: Member): Promise<void> {
  await db.owner`insert into member_preferences (team_id, member_id, judge_first) values (${teamId}, ${memberId}, false)`
}

const analysis = {
  ...fakePicture,
  verdict: { ...fakePicture.verdict, score: 0.9137, synthetic: 0.9137, manipulated: 0.4242 },
}

/** A case with a verdict, and colleagues who said what they think of it in every way there is. */
async function openTalkedOf() {
  const { caseId, detectionId, number } = await openTestCase(team.admin)
  await finishDetection(team.worker, { detectionId, analysis, preview: null, maps: new Map() })
  await giveFeedback(team.admin, { uuid: detectionId, type: 'should_be_authentic', comment: 'FEEDBACKWORDS' })
  await writeNote(team.manager, { caseId, body: 'NOTEWORDS', mentions: [team.moderator.memberId] })
  await pinExhibit(team.manager, { caseId, track: 'picture', note: 'EXHIBITWORDS' })
  await escalateCase(open, { caseId, reason: 'ESCALATEDWORDS' })
  await returnCase(team.manager, { caseId, to: team.moderator.memberId, reason: 'RETURNEDWORDS' })
  await decideCase(team.manager, { caseId, finding: 'cheap_edit', reason: 'DECISIONWORDS', secondReview: true })
  await db.owner`update reviews set reason = 'REVIEWWORDS' where case_id = ${caseId}`
  await judgeFirst(team.manager, { caseId, finding: 'not_assessable' })
  return { caseId, detectionId, number }
}

const textOf = (page: unknown) => JSON.stringify(page)

/** Every number with a fraction, and every string of more than two words, in something. */
function tellings(value: unknown): string[] {
  if (typeof value === 'number') return Number.isInteger(value) ? [] : [String(value)]
  if (typeof value === 'string') return value.split(' ').length > 2 ? [JSON.stringify(value).slice(1, -1)] : []
  if (value instanceof Date || typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(tellings)
}

test('whoever owes an impression gets no score, label or measurement, and nothing of what others think', async () => {
  const { caseId, number } = await openTalkedOf()
  const whole = await readCasePage(open, { number })
  expect(whole.withheld).toBe(false)
  const kept = await readCasePage(team.moderator, { number })
  expect(kept.withheld).toBe(true)
  const text = textOf(kept)

  const secrets = tellings([whole.detail.detections.map(({ result, evidence }) => [result, evidence])])
  expect(secrets.length).toBeGreaterThan(20)
  const told = new Set(tellings(JSON.parse(text)))
  expect(secrets.filter((secret) => told.has(secret))).toEqual([])
  const said = ['FEEDBACK', 'NOTE', 'EXHIBIT', 'ESCALATED', 'RETURNED', 'DECISION'].map((what) => `${what}WORDS`)
  const names = [
    '0.9137',
    '0.4242',
    'Fake',
    'fake',
    'real',
    'cheap_edit',
    'not_assessable',
    'REVIEWWORDS',
    'Midjourney',
  ]
  expect([...names, ...said].filter((secret) => text.includes(secret))).toEqual([])
  expect(said.filter((words) => !textOf(whole).includes(words))).toEqual([])
  expect(kept.detail.timeline.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['case.opened', 'detection.started']),
  )
  expect(kept.rail).toMatchObject({
    judgeFirst: { due: true },
    may: { note: false, pin: false },
    review: { kind: 'second_review' },
  })

  await judgeFirst(team.moderator, { caseId, finding: 'authentic' })
  const after = await readCasePage(team.moderator, { number })
  expect(after.withheld).toBe(false)
  expect(textOf(after)).toContain('0.9137')
  expect(after.rail.judgeFirst.impressions.map(({ finding }) => finding)).toEqual(['not_assessable', 'authentic'])
  expect(after.rail.may.decide).toBe(true)
})

test('nothing is told while it is still analysed, and everything once it is decided', async () => {
  const { caseId, detectionId, number } = await openTestCase(team.admin)
  expect((await readCasePage(team.moderator, { number })).withheld).toBe(true)
  expect((await readCasePage(open, { number })).withheld).toBe(false)
  await finishDetection(team.worker, { detectionId, analysis, preview: null, maps: new Map() })
  await escalateCase(open, { caseId, reason: 'It is surely fake.' })
  await returnCase(team.manager, { caseId, to: team.moderator.memberId, reason: 'I think so too.' })
  const waiting = await readCasePage(team.moderator, { number })
  expect(waiting.withheld).toBe(true)
  expect(waiting.detail.case).toMatchObject({ verdictLabel: null, verdictScore: null, doubts: 0, priority: 0 })
  expect(waiting.rail.returned).toMatchObject({ toMe: true, reason: null })
  await decideCase(open, { caseId, finding: 'synthetic', reason: 'It names its generator.' })
  const decided = await readCasePage(team.moderator, { number })
  expect(decided.withheld).toBe(false)
  expect(decided.detail.case.verdictScore).toBe(0.9137)
})

test('the maps of the evidence are not named either', async () => {
  const { caseId, number } = await openTestCase(team.admin)
  await db.owner`insert into media (team_id, case_id, copy, store, store_key, media_type, content_type, filename, size_bytes, sha256)
    select team_id, case_id, 'map', store, store_key || 'map', media_type, content_type, 'map.png', 1, 'abc'
    from media where case_id = ${caseId} and copy = 'original'`
  const copies = (page: Awaited<ReturnType<typeof readCasePage>>) => page.detail.copies.map(({ copy }) => copy).sort()
  expect(copies(await readCasePage(open, { number }))).toEqual(['map', 'original'])
  expect(copies(await readCasePage(team.moderator, { number }))).toEqual(['original'])
})
