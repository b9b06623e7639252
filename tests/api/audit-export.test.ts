import '../support/data-folder'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { POST } from '@/app/api/audit/export/route'
import type { Member } from '@/lib/access/actor'
import { createApiKey } from '@/lib/access/create-api-key'
import { listEvents } from '@/lib/audit/list-events'
import { decideCase } from '@/lib/cases/decide-case'
import { DocketError } from '@/lib/errors'
import { pseudonymOf } from '@/lib/evidence/pseudonym'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { openWaitingCase } from '../support/rows'

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
  const { caseId } = await openWaitingCase(team.moderator)
  await decideCase(team.moderator, { caseId, finding: 'authentic', reason: '=cmd|calc, "seen" the\nnegative' })
  await createApiKey(team.admin, { name: '=HYPERLINK("http://x")', scopes: ['read'] })
})
beforeEach(() => {
  signedIn = team.manager
})

async function ask(fields: Record<string, string>, headers: Record<string, string> = {}) {
  const request = new Request('http://localhost:3000/api/audit/export', {
    method: 'POST',
    headers: {
      origin: 'http://localhost:3000',
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
    body: new URLSearchParams(fields).toString(),
  })
  const answer = await POST(request)
  // Bytes: `text()` would drop the mark at the beginning.
  const text = Buffer.from(await answer.arrayBuffer()).toString('utf8')
  return { status: answer.status, headers: answer.headers, text }
}

/** Reads CSV as RFC 4180 says. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end !== ',') rows.push([])
  }
  return rows.slice(0, -1)
}

describe('CSV', () => {
  test('holds every entry that is shown, oldest first, as a file that nothing keeps', async () => {
    const { entries } = await listEvents(team.manager, {})
    const { status, headers, text } = await ask({ format: 'csv', query: '' })
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="docket-trail-\d{4}-\d\d-\d\d\.csv"/)
    expect(headers.get('cache-control')).toContain('no-store')
    expect(text.startsWith('\uFEFFposition,id,at,type,')).toBe(true)
    const ids = parseCsv(text)
      .slice(1)
      .map((row) => row[1])
    expect(ids).toEqual(entries.map(({ uid }) => uid).reverse())
  })

  test('has no cell that a spreadsheet would run, and holds what was typed', async () => {
    const { text } = await ask({ format: 'csv', query: '', names: 'on' })
    const cells = parseCsv(text.slice(1)).flat()
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
    expect(text).toContain('negative')
  })

  test('names people only when asked to', async () => {
    expect((await ask({ format: 'csv', query: '' })).text).not.toContain('Mo Moderator')
    expect((await ask({ format: 'csv', query: '', names: 'on' })).text).toContain('Mo Moderator')
  })

  test('calls people as everything else does that leaves: by the same pseudonym', async () => {
    const rows = parseCsv((await ask({ format: 'csv', query: 'type=case.decided' })).text)
    const at = rows[0]?.indexOf('actor') ?? -1
    const { memberId, teamId } = team.moderator
    expect(rows[1]?.[at]).toBe(pseudonymOf(teamId, { kind: 'member', id: memberId }))
    expect(rows[1]?.[at]).toMatch(/^Reviewer [0-9a-f]{6}$/)
    const named = parseCsv((await ask({ format: 'csv', query: 'type=case.decided', names: 'on' })).text)
    expect(named[0]?.slice(-2)).toEqual(['actor', 'actor_name'])
    expect(named[1]?.slice(-2)).toEqual([rows[1]?.[at], 'Mo Moderator'])
  })

  test('is narrowed as the page is, and is itself in the trail before it leaves', async () => {
    const { text } = await ask({ format: 'csv', query: 'type=case.decided&via=portal' })
    expect(
      parseCsv(text)
        .slice(1)
        .map((row) => row[3]),
    ).toEqual(['case.decided'])
    const { entries } = await listEvents(team.manager, { types: ['trail.exported'] })
    expect(entries[0]).toMatchObject({
      actorName: 'Max Manager',
      channel: 'portal',
      facts: { format: 'csv', entries: 1, query: 'type=case.decided&via=portal' },
    })
  })

  test('says what was erased, and does not hold it', async () => {
    const { entries } = await listEvents(team.manager, { types: ['case.decided'] })
    await db.owner`delete from audit_openings where event_uid = ${entries[0]?.uid ?? ''}`
    const { text } = await ask({ format: 'csv', query: 'type=case.decided' })
    expect(text).not.toContain('negative')
    expect(text).toContain('""reason"":{""erased"":true}')
  })
})

describe('JSON Lines', () => {
  test('hold header, entries and checkpoints', async () => {
    const { status, headers, text } = await ask({ format: 'jsonl', query: '' })
    expect(status).toBe(200)
    expect(headers.get('content-disposition')).toContain('.jsonl')
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines[0]).toMatchObject({ format: 'docket-trail', v: 1, team: team.teamId, scope: 'all' })
    const positions = lines.filter((line) => 'entry' in line).map(({ position }) => position)
    expect(positions).toEqual(positions.map((_, at) => at))
    expect(lines.some((line) => 'checkpoint' in line)).toBe(true)
  })

  test('narrowed, hold the proof of each entry', async () => {
    const { text } = await ask({ format: 'jsonl', query: 'type=case.opened' })
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines[0]).toMatchObject({ scope: 'filtered' })
    const entries = lines.filter((line) => 'entry' in line)
    expect(entries.map(({ entry }) => entry.type)).toEqual(['case.opened'])
    expect(Array.isArray(entries[0].proof)).toBe(true)
  })
})

describe('refusals', () => {
  test('moderators, strangers, other pages and other forms', async () => {
    signedIn = team.moderator
    expect((await ask({ format: 'csv' })).status).toBe(403)
    signedIn = null
    expect((await ask({ format: 'csv' })).status).toBe(401)
    signedIn = team.manager
    expect((await ask({ format: 'csv' }, { origin: 'https://evil.test' })).status).toBe(403)
    const odd = await ask({ format: 'exe' })
    expect(odd.status).toBe(400)
    expect(odd.text).toContain('csv')
    const { entries } = await listEvents(team.manager, { types: ['trail.exported'] })
    expect(entries.some(({ actorName }) => actorName === 'Mo Moderator')).toBe(false)
  })

  test('another team’s entries are in nobody’s export', async () => {
    const other = await makeTeam()
    signedIn = other.manager
    const { text } = await ask({ format: 'csv', query: `who=member%3A${team.moderator.memberId}` })
    expect(parseCsv(text)).toHaveLength(1)
    expect((await ask({ format: 'jsonl', query: '' })).text).not.toContain(team.teamId)
  })
})
