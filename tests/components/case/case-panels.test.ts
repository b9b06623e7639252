import '../../support/data-folder'
import { beforeAll, describe, expect, test } from 'vitest'
import { judgeFirst } from '@/lib/cases/judge-first'
import { finishDetection } from '@/lib/detect/finish-detection'
import { env } from '@/lib/env'
import { writeNote } from '@/lib/notes/write-note'
import { orderPurge } from '@/lib/retention/order-purge'
import { purgeCase } from '@/lib/retention/purge-case'
import { useAuthSecret } from '../../support/callbacks'
import { casePageOf, wordsOf } from '../../support/case-page'
import { useTestDatabase } from '../../support/database'
import { decideAs, settle } from '../../support/judging'
import { openKeptCase } from '../../support/kept-case'
import { makeTeam, type TestTeam } from '../../support/people'
import { analysis, openTestCase, openWaitingCase, storedFile } from '../../support/rows'

const db = useTestDatabase()
let team: TestTeam

beforeAll(async () => {
  env().DATABASE_APP_URL = db.appUrl
  useAuthSecret()
  team = await makeTeam()
})

const page = (number: number, change = {}) => casePageOf(team.admin, number, change)

/** The ids that something on the page leads to, without those that are there. */
function deadLinks(html: string): string[] {
  return [...html.matchAll(/href="#([^"]+)"/g)].flatMap(([, id]) => (id && !html.includes(`id="${id}"`) ? [id] : []))
}

async function openDoubted() {
  const opened = await openTestCase(team.admin)
  const { evidence, facts } = analysis()
  const piece = { ...evidence[0]!, check: 'jpeg.facts', title: 'How the JPEG was saved', family: 'edit' as const }
  await finishDetection(team.worker, {
    detectionId: opened.detectionId,
    analysis: analysis({
      evidence: [piece],
      facts: { ...facts, width: 90, height: 80 },
      doubts: [
        { code: 'low_resolution', says: 'Only 90 × 80 pixels.' },
        { code: 'heavy_compression', says: 'Saved at JPEG quality 20.' },
      ],
    }),
    preview: null,
    maps: new Map(),
  })
  return opened
}

describe('the panels of a case', () => {
  test('every part that is led to is there, once', async () => {
    const { number } = await openDoubted()
    const html = await page(number)
    expect(deadLinks(html)).toEqual([])
    for (const id of ['evidence', 'report', 'sources', 'provenance', 'known', 'runs', 'file', 'timeline']) {
      expect(html.split(`id="${id}"`), id).toHaveLength(2)
    }
  })

  test('reasons to doubt lead to the values behind them', async () => {
    const { number } = await openDoubted()
    const html = await page(number)
    expect(wordsOf(html)).toContain('Reasons to doubt this score')
    expect(html).toMatch(/Only 90 × 80 pixels\..*?href="#fact-dimensions"/s)
    expect(html).toMatch(/Saved at JPEG quality 20\..*?href="#evidence-[0-9a-f-]{36}"/s)
  })

  test('the same file, found otherwise by people, is known and is a reason to doubt', async () => {
    const first = await openWaitingCase(team.admin)
    await decideAs(team.moderator, first.caseId)
    await settle(db, first.caseId)
    const [row] = await db.owner<{ sha256: string }[]>`select sha256 from media where case_id = ${first.caseId}`
    const second = await openTestCase(team.admin, { file: storedFile(team.teamId, { sha256: row!.sha256 }) })
    const fake = { label: 'Fake' as const, score: 0.97, synthetic: 0.97, manipulated: 0.1, summary: 'It is made.' }
    const found = { detectionId: second.detectionId, preview: null, maps: new Map() }
    await finishDetection(team.worker, { ...found, analysis: analysis({ verdict: fake }) })
    const words = wordsOf(await page(second.number))
    expect(words).toContain('One other case has the same file.')
    expect(words).toContain(`People found the same file to be “Authentic” in case ${first.number}.`)
  })

  test('the timeline holds notes in their words beside runs and decisions, and says what is to come', async () => {
    const { caseId, number } = await openWaitingCase(team.admin)
    await writeNote(team.moderator, { caseId, body: 'Look at the left hand.' })
    const html = await page(number)
    const timeline = wordsOf(html.slice(html.indexOf('id="timeline"')))
    expect(timeline).toContain('Look at the left hand.')
    expect(timeline).toContain('Analysis completed')
    expect(timeline).toMatch(/Notes and exhibits 1/)
    expect(timeline).not.toContain('Still to come')
  })

  test('a purged case says in every panel what went, and nothing is broken', async () => {
    const { caseId, number, job } = await openKeptCase(team.moderator)
    await orderPurge(team.manager, { caseId, reason: 'The family asked for it.' })
    await purgeCase(job)
    const html = await page(number)
    expect(deadLinks(html)).toEqual([])
    expect(html).not.toContain('<img')
    expect(html).not.toContain('jane-doe')
    const panels = [...html.matchAll(/<section aria-labelledby="([a-z]+)".*?(?=<section aria-labelledby|$)/gs)]
    for (const id of ['evidence', 'report', 'sources', 'provenance', 'known', 'runs', 'file', 'timeline']) {
      expect(wordsOf(panels.find(([, name]) => name === id)?.[0] ?? ''), id).toMatch(/deleted on .* UTC/)
    }
  })

  test('a case that owes a first impression says where everything is, and shows none of it', async () => {
    const { caseId, number } = await openDoubted()
    await db.owner`insert into desk_settings (team_id, judge_first) values (${team.teamId}, true)
      on conflict (team_id) do update set judge_first = true`
    const hidden = await casePageOf(team.moderator, number)
    expect(wordsOf(hidden)).toContain('Shown after your first impression')
    expect(deadLinks(hidden)).toEqual([])
    for (const id of ['evidence', 'report', 'sources', 'provenance', 'known', 'doubts', 'runs']) {
      expect(hidden, id).not.toContain(`id="${id}"`)
    }
    await judgeFirst(team.moderator, { caseId, finding: 'authentic' })
    // It has been analysed: what is kept back must not read as if it were not there.
    expect(wordsOf(hidden)).not.toContain('Nothing was analysed yet')
    const shown = await casePageOf(team.moderator, number)
    for (const id of ['evidence', 'runs']) expect(shown, id).toContain(`id="${id}"`)
    expect(wordsOf(shown)).not.toContain('Shown after your first impression')
    await db.owner`update desk_settings set judge_first = false where team_id = ${team.teamId}`
  })
})
