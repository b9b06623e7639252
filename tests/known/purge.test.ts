import '../support/data-folder'
import { beforeAll, expect, test } from 'vitest'
import { finishDetection } from '@/lib/detect/finish-detection'
import { env } from '@/lib/env'
import { judgeMatch } from '@/lib/known/judge-match'
import { orderPurge } from '@/lib/retention/order-purge'
import { purgeCase } from '@/lib/retention/purge-case'
import { useAuthSecret } from '../support/callbacks'
import { useTestDatabase } from '../support/database'
import { decideAs, settle } from '../support/judging'
import { openKeptCase } from '../support/kept-case'
import { bridge, bridgeAgain, openFingerprinted, picture } from '../support/known-media'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { analysis, openTestCase } from '../support/rows'

const db = useTestDatabase()

beforeAll(() => {
  env().DATABASE_APP_URL = db.appUrl
  useAuthSecret()
})

test('a purge takes fingerprints, what was made of matches and the words of its own, and proves it', async () => {
  const team = await makeTeam()
  const first = await openKeptCase(team.admin, { analysed: false })
  const kept = { preview: null, maps: new Map() }
  const { detectionId } = first
  await finishDetection(team.worker, { detectionId, analysis: analysis({ fingerprints: picture(bridge) }), ...kept })
  await decideAs(team.moderator, first.caseId, 'synthetic')
  await settle(db, first.caseId)
  const second = await openFingerprinted(team, picture(bridgeAgain))
  expect(second.matches).toHaveLength(1)
  await judgeMatch(team.moderator, { caseId: second.caseId, knownId: first.caseId, judgement: 'same' })

  await orderPurge(team.manager, { caseId: first.caseId, reason: 'It was asked for.' })
  await purgeCase(first.job)
  expect(await db.owner`select 1 from media_fingerprints where case_id = ${first.caseId}`).toEqual([])
  expect(await db.owner`select 1 from known_judgements where known_id = ${first.caseId}`).toEqual([])
  const steps = await db.owner`
    select result, proof, proof_says from purge_steps where case_id = ${first.caseId} and copy = 'fingerprints'`
  expect(steps).toMatchObject([{ result: 'gone', proof: 'probed' }])
  expect((await openFingerprinted(team, picture(bridgeAgain))).matches).toEqual([])
  // Its receipt says that there is no word on what it matches.
  await expectRefusal(
    judgeMatch(team.moderator, { caseId: second.caseId, knownId: first.caseId, judgement: 'same' }),
    'conflict',
  )
})

test('an analysis that ends after a purge was ordered leaves no fingerprint', async () => {
  const team = await makeTeam()
  const { caseId, detectionId } = await openTestCase(team.admin)
  await db.owner`update cases set retention = 'due' where id = ${caseId}`
  const ended = { analysis: analysis({ fingerprints: picture(bridge) }), preview: null, maps: new Map() }
  expect(await finishDetection(team.worker, { detectionId, ...ended })).toMatchObject({ kept: true })
  expect(await db.owner`select 1 from media_fingerprints where case_id = ${caseId}`).toEqual([])
})

test('a purge of the one that matched leaves no word on what it matched', async () => {
  const team = await makeTeam()
  const known = await openFingerprinted(team, picture(bridge))
  await decideAs(team.moderator, known.caseId, 'synthetic')
  await settle(db, known.caseId)
  const copy = await openFingerprinted(team, picture(bridgeAgain))
  const words = async () => {
    const rows =
      await db.owner`select explain, facts, does_not_show, card from evidence where case_id = ${copy.caseId} and "check" = 'match.known'`
    const results = await db.owner`select result->'verdict' as verdict from detections where case_id = ${copy.caseId}`
    return JSON.stringify([rows, results])
  }
  expect(await words()).toContain(`case ${known.number}`)
  expect(await words()).toContain('pictures are alike')
  expect(await words()).toContain('"name":"match.known"')
  await orderPurge(team.manager, { caseId: copy.caseId, reason: 'It was asked for.' })
  await purgeCase({ teamId: team.teamId, caseId: copy.caseId })
  expect(await words()).not.toMatch(/case \d|caseNumber|of 256 bits|perceptual|pictures are alike/)
  expect(await words()).toContain('Which, and how, was not kept.')
  expect(await words()).toContain('"card":null')
})
