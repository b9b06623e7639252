import { beforeAll, describe, expect, test } from 'vitest'
import { listRowTracks } from '@/lib/cases/list-row-tracks'
import { highest } from '@/lib/cases/row-tracks'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { openTestCase } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam

const windows = (...scores: (number | null)[]) =>
  scores.map((score, i) => ({ start: i * 2, end: i * 2 + 2, score, speech: score !== null }))
const frames = (...scores: number[]) => scores.map((score, second) => ({ second, verdict: { score }, hits: [] }))

/** What its row draws, of a case whose analysis ended with `result`. */
async function tracksOf(result: Record<string, unknown>) {
  const { caseId, detectionId } = await openTestCase(team.admin)
  await db.owner`update detections set status = 'completed', result = ${db.owner.json(result as never)} where id = ${detectionId}`
  return (await listRowTracks(team.moderator, { caseIds: [caseId] }))[caseId]
}

describe('what a row draws of the scores', () => {
  beforeAll(async () => {
    team = await makeTeam()
  })

  test('is of sound what the built-in engine said of its windows, with gaps where nobody speaks', async () => {
    expect(await tracksOf({ frames: [], windows: windows(0.98, null, 1, 0.02) })).toEqual([
      { of: 'voice', scores: [0.98, null, 1, 0.02], seconds: [0, 2, 4, 6] },
    ])
  })

  test('is of a video both its frames and its sound, each by itself', async () => {
    expect(await tracksOf({ frames: frames(0.5, 0.5), windows: windows(1, 0.99) })).toEqual([
      { of: 'frames', scores: [0.5, 0.5], seconds: [0, 1] },
      { of: 'voice', scores: [1, 0.99], seconds: [0, 2] },
    ])
  })

  test('has gaps where no check judged a frame', async () => {
    const given = [
      ...frames(0.2),
      { second: 1, verdict: null, hits: [] },
      { second: 2, verdict: { score: 0.9 }, hits: [] },
    ]
    expect(await tracksOf({ frames: given })).toEqual([{ of: 'frames', scores: [0.2, null, 0.9], seconds: [0, 1, 2] }])
  })

  test('is no sound in which no window was judged, and nothing in results from before windows', async () => {
    expect(await tracksOf({ frames: frames(0.1, 0.2), windows: windows(null, null) })).toEqual([
      { of: 'frames', scores: [0.1, 0.2], seconds: [0, 1] },
    ])
    expect(await tracksOf({ frames: [] })).toEqual([])
    const unjudged = { second: 9, verdict: null, hits: [] }
    expect(await tracksOf({ frames: [unjudged] })).toEqual([])
    expect(await tracksOf({ frames: [...frames(0.7), unjudged] })).toEqual([
      { of: 'frames', scores: [0.7, null], seconds: [0, 9] },
    ])
  })

  test('is what another API said of its windows before what the engine said, with gaps where it could not', async () => {
    const reported = { metrics: { score: ['0.25', null, '-0.01', 'x', '0.9'] } }
    expect(await tracksOf({ frames: [], windows: windows(0.5, 0.5), reported })).toEqual([
      { of: 'sound', scores: [0.25, null, 0, null, 0.9], seconds: [0, 2, 4, 6, 8] },
    ])
  })

  test('is the highest of each stretch where there are many', async () => {
    const long = await tracksOf({ frames: [], windows: windows(...Array.from({ length: 90 }, (_, i) => i / 100)) })
    expect(long?.[0]?.scores).toHaveLength(40)
    expect(long?.[0]?.scores.at(-1)).toBe(0.89)
    expect(long?.[0]?.seconds).toHaveLength(40)
    expect(long?.[0]?.seconds.at(-1)).toBe(178)
  })

  test('stands of a part of the media where that part is', async () => {
    const { caseId, detectionId } = await openTestCase(team.admin)
    const result = { frames: [], reported: { metrics: { score: ['0.1', '0.9'] } } }
    await db.owner`update detections set status = 'completed', result = ${db.owner.json(result)},
      parameters = parameters || '{"startRegion": 30, "frameLength": 4}' where id = ${detectionId}`
    const tracks = await listRowTracks(team.moderator, { caseIds: [caseId] })
    expect(tracks[caseId]).toEqual([{ of: 'sound', scores: [0.1, 0.9], seconds: [30, 34] }])
  })
})

describe('the highest', () => {
  const ofAll = (scores: (number | null)[]) => highest(scores).map((at) => scores[at] ?? null)

  test('loses no peak and keeps gaps', () => {
    expect(ofAll([])).toEqual([])
    const gaps = ofAll(Array.from({ length: 80 }, (_, second) => (second === 79 ? 0.5 : null)))
    expect(gaps.filter((score) => score !== null)).toEqual([0.5])
    const scores = Array.from({ length: 1001 }, (_, second) => (second === 777 ? 0.99 : 0.1))
    const long = ofAll(scores)
    expect(long).toHaveLength(40)
    expect(long.filter((score) => score === 0.99)).toHaveLength(1)
    expect(highest(scores)).toContain(777)
  })
})
