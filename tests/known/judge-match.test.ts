import { expect, test } from 'vitest'
import { judgeMatch } from '@/lib/known/judge-match'
import { useTestDatabase } from '../support/database'
import { bridge, bridgeAgain, openDecided, openFingerprinted, picture, runAgain } from '../support/known-media'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()

async function openMatched() {
  const team = await makeTeam()
  const first = await openDecided(db, team, picture(bridge))
  const second = await openFingerprinted(team, picture(bridgeAgain))
  return { team, first, second, match: { caseId: second.caseId, knownId: first.caseId } }
}

test('a match that is not the same is passed over from then on, either way, until that is taken back', async () => {
  const { team, first, second, match } = await openMatched()
  await judgeMatch(team.moderator, { ...match, judgement: 'different', reason: 'Another bridge.' })
  const status = async (caseId: string) => (await runAgain(team, caseId, picture(bridgeAgain))).status
  expect(await status(second.caseId)).toBe('not_applicable')
  // Of others it still is.
  expect((await openFingerprinted(team, picture(bridgeAgain))).matches).toHaveLength(1)
  const [said] =
    await db.owner`select facts, case_id from audit_events where type = 'known_media.judged' and team_id = ${team.teamId}`
  expect(said).toMatchObject({
    case_id: second.caseId,
    facts: { known: 'case', knownId: first.caseId, judgement: 'different' },
  })
  // The trail holds a commitment in the place of what somebody wrote.
  expect(JSON.stringify(said)).not.toContain('Another bridge')
  await judgeMatch(team.moderator, { ...match, judgement: null })
  expect(await status(second.caseId)).toBe('hit')
  await judgeMatch(team.moderator, { ...match, judgement: null })
  expect(
    await db.owner`select 1 from audit_events where type = 'known_media.judged' and team_id = ${team.teamId}`,
  ).toHaveLength(2)
})

test('one that is the same is kept as such, and goes on matching', async () => {
  const { team, second, match } = await openMatched()
  await judgeMatch(team.moderator, { ...match, judgement: 'same' })
  expect((await runAgain(team, second.caseId, picture(bridgeAgain))).status).toBe('hit')
})

test('a reason is needed, a person, and a match that is there', async () => {
  const { team, first, match } = await openMatched()
  await expectRefusal(judgeMatch(team.moderator, { ...match, judgement: 'different', reason: ' ' }), 'bad_request')
  await expectRefusal(judgeMatch(team.worker, { ...match, judgement: 'same' }), 'forbidden')
  await expectRefusal(
    judgeMatch(team.moderator, { caseId: first.caseId, knownId: match.caseId, judgement: 'same' }),
    'not_found',
  )
  const theirs = await makeTeam()
  await expectRefusal(judgeMatch(theirs.moderator, { ...match, judgement: 'same' }), 'not_found')
})
