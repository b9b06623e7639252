import '../support/data-folder'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { POST } from '@/app/api/insights/[chart]/route'
import type { Member } from '@/lib/access/actor'
import { decideCase } from '@/lib/cases/decide-case'
import { DocketError } from '@/lib/errors'
import { insightCharts } from '@/lib/insights/insight-charts'
import { useTestDatabase } from '../support/database'
import { settle } from '../support/judging'
import { makeTeam, type TestTeam } from '../support/people'
import { openJudged } from '../support/queues'

let signedIn: Member | null = null
vi.mock('@/lib/access/session', () => ({
  authenticateMember: async () => {
    if (!signedIn) throw new DocketError('unauthorized', 'You are signed out.')
    return signedIn
  },
}))

const db = useTestDatabase()
let team: TestTeam

beforeAll(async () => {
  team = await makeTeam()
  for (const finding of ['synthetic', 'authentic'] as const) {
    const { caseId } = await openJudged(team, { label: 'Fake', score: 0.9, title: 'secret-name.png' })
    await decideCase(team.moderator, { caseId, finding, reason: 'A reason that stays here.' })
    await settle(db, caseId)
  }
  await openJudged(team)
})
beforeEach(() => {
  signedIn = team.manager
})

async function ask(chart: string, fields: Record<string, string> = {}, origin = 'http://localhost:3000') {
  const request = new Request(`http://localhost:3000/api/insights/${chart}`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  })
  const answer = await POST(request, { params: Promise.resolve({ chart }) })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

const exported = async () => {
  const rows = await db.owner<{ chart: string }[]>`select facts->>'chart' as chart from audit_events
    where team_id = ${team.teamId} and type = 'insights.exported' order by id`
  return rows.map(({ chart }) => chart)
}

test('every chart comes as CSV, and each is an entry of the trail', async () => {
  const before = (await exported()).length
  for (const chart of Object.keys(insightCharts)) {
    const { status, headers, text } = await ask(chart)
    expect(status, chart).toBe(200)
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toMatch(
      new RegExp(`docket-insights-${chart}-\\d{4}-\\d\\d-\\d\\d\\.csv`),
    )
    const [header, ...lines] = text.replace('\uFEFF', '').trimEnd().split('\r\n')
    expect(lines.length, chart).toBeGreaterThan(0)
    for (const line of lines) expect(line.split(',').length, chart).toBe(header!.split(',').length)
    // Numbers and pseudonyms: nothing that was typed or handed in, and nobody's name.
    expect(text).not.toMatch(/secret-name|A reason|Mo Moderator|@example/)
  }
  expect((await exported()).slice(before)).toEqual(Object.keys(insightCharts))
})

test('people are pseudonyms unless names are asked for', async () => {
  expect((await ask('workload')).text).toMatch(/\r\nReviewer [0-9a-f]{6},2,0,0,0,0\r\n/)
  expect((await ask('people', { names: 'on' })).text).toContain('\r\nMo Moderator,1,1,0,1,2,0.5,')
})

test('it is narrowed as the page is', async () => {
  const { text } = await ask('volume', { query: 'from=2020-01-01&to=2020-01-03' })
  expect(text.replace('\uFEFF', '')).toBe(
    'day,handed_in,decided\r\n2020-01-01,0,0\r\n2020-01-02,0,0\r\n2020-01-03,0,0\r\n',
  )
  expect((await ask('agreement', { query: 'type=audio' })).text.trim().split('\r\n')).toHaveLength(1)
})

test('refusals leave no trace: roles, other origins, unknown charts, and whoever is signed out', async () => {
  const before = await exported()
  signedIn = team.moderator
  expect(await ask('volume')).toMatchObject({ status: 403, text: expect.stringContaining('take the figures') })
  signedIn = team.manager
  expect((await ask('volume', {}, 'https://elsewhere.example')).status).toBe(403)
  expect((await ask('toString')).status).toBe(404)
  signedIn = null
  expect((await ask('volume')).status).toBe(401)
  expect(await exported()).toEqual(before)
})
