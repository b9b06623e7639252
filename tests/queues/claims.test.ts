import { beforeEach, describe, expect, test } from 'vitest'
import { claimCase } from '@/lib/cases/claim-case'
import { extendClaim } from '@/lib/cases/extend-claim'
import { lapseClaims } from '@/lib/cases/lapse-claims'
import { listQueue } from '@/lib/cases/list-queue'
import { releaseCase } from '@/lib/cases/release-case'
import { now } from '@/lib/clock'
import { lookAfterDesks } from '@/lib/queues/look-after-desks'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { openJudged } from '../support/queues'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
let team: TestTeam
let caseId: string

beforeEach(async () => {
  team = await makeTeam()
  caseId = (await openJudged(team)).caseId
})

/** As if nobody had shown a sign of life since. */
const runOut = () => db.owner`update cases set claimed_until = now() - interval '1 second' where id = ${caseId}`
const row = async () => (await db.owner`select * from cases where id = ${caseId}`)[0]!
const told = async () =>
  (await db.owner`select type, actor_kind, facts from audit_events where case_id = ${caseId} order by id`).map(
    (event) => `${event.type}`,
  )
const secondsLeft = (until: Date) => Math.round((until.getTime() - now().getTime()) / 1000)

describe('a claim', () => {
  test('lasts five minutes, or as long as the team says', async () => {
    const { claimedUntil } = await claimCase(team.moderator, { caseId })
    expect(secondsLeft(claimedUntil)).toBeGreaterThan(290)
    expect(secondsLeft(claimedUntil)).toBeLessThanOrEqual(300)
    await db.owner`insert into desk_settings (team_id, claim_seconds) values (${team.teamId}, 60)`
    const renewed = await claimCase(team.moderator, { caseId })
    expect(secondsLeft(renewed.claimedUntil)).toBeLessThanOrEqual(60)
    // Renewing is no second claim.
    expect((await told()).filter((type) => type === 'case.claimed')).toHaveLength(1)
  })

  test('is shown to others with its end, and not as theirs', async () => {
    const { claimedUntil } = await claimCase(team.moderator, { caseId })
    const [seen] = (await listQueue(team.manager, { states: ['claimed'] })).rows
    expect(seen).toMatchObject({ claimedBy: 'Mo Moderator', claimedByMe: false, claimedUntil })
    const [own] = (await listQueue(team.moderator, { mine: true })).rows
    expect(own).toMatchObject({ claimedByMe: true })
  })

  test('is renewed by a sign of life, of which the trail is not told', async () => {
    await claimCase(team.moderator, { caseId })
    await db.owner`update cases set claimed_until = now() + interval '10 seconds' where id = ${caseId}`
    const before = await told()
    const { claimedUntil } = await extendClaim(team.moderator, { caseId })
    expect(secondsLeft(claimedUntil)).toBeGreaterThan(290)
    expect(await told()).toEqual(before)
    await expectRefusal(extendClaim(team.manager, { caseId }), 'conflict', /not working on case/)
  })

  test('that ran out may still be renewed by its holder while nobody else took it', async () => {
    await claimCase(team.moderator, { caseId })
    await runOut()
    await extendClaim(team.moderator, { caseId })
    expect((await row()).claimed_by).toBe(team.moderator.memberId)
  })

  test('keeps others away until it runs out; then the next one has it, and the trail says of both', async () => {
    await claimCase(team.moderator, { caseId })
    await expectRefusal(claimCase(team.manager, { caseId }), 'conflict', /Someone else is working/)
    await runOut()
    await claimCase(team.manager, { caseId })
    expect((await row()).claimed_by).toBe(team.manager.memberId)
    expect((await told()).slice(-3)).toEqual(['case.claimed', 'case.claim_lapsed', 'case.claimed'])
    await expectRefusal(extendClaim(team.moderator, { caseId }), 'conflict')
    await expectRefusal(releaseCase(team.moderator, { caseId }), 'conflict')
  })

  test('of a browser that died goes back by itself', async () => {
    await claimCase(team.moderator, { caseId })
    await lookAfterDesks()
    expect((await row()).state).toBe('claimed')
    await runOut()
    await lookAfterDesks()
    expect(await row()).toMatchObject({ state: 'waiting', claimed_by: null, claimed_until: null })
    const [lapsed] = await db.owner`select * from audit_events where case_id = ${caseId} and type = 'case.claim_lapsed'`
    expect(lapsed).toMatchObject({ actor_kind: 'worker', facts: { memberId: team.moderator.memberId } })
  })

  test('that is being decided just now is left to that', async () => {
    await claimCase(team.moderator, { caseId })
    await runOut()
    await db.owner.begin(async (deciding) => {
      await deciding`select 1 from cases where id = ${caseId} for update`
      expect(await lapseClaims(team.worker, {})).toEqual({ lapsed: 0 })
    })
    expect(await lapseClaims(team.worker, {})).toEqual({ lapsed: 1 })
  })

  test('ends with giving the case back', async () => {
    await claimCase(team.moderator, { caseId })
    await releaseCase(team.moderator, { caseId })
    expect(await row()).toMatchObject({ state: 'waiting', claimed_by: null, claimed_until: null })
  })
})

test('an escalated case is taken by managers only', async () => {
  await db.owner`update cases set escalated_at = now() where id = ${caseId}`
  await expectRefusal(claimCase(team.moderator, { caseId }), 'forbidden', /escalated/)
  await claimCase(team.manager, { caseId })
})

test('claims of another team are out of reach, and only the worker ends them', async () => {
  const other = await makeTeam()
  await claimCase(team.moderator, { caseId })
  await expectRefusal(extendClaim(other.moderator, { caseId }), 'not_found')
  await runOut()
  expect(await lapseClaims(other.worker, {})).toEqual({ lapsed: 0 })
  await expectRefusal(lapseClaims(team.moderator, {}), 'forbidden')
})
