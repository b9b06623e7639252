import { createElement, type FunctionComponent } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { EscalatedCases } from '@/components/home/escalated-cases'
import { HomeMetrics } from '@/components/home/home-metrics'
import { mentionsFor, returnedFor } from '@/components/home/kept-back'
import { Mentions } from '@/components/home/mentions'
import { Oversight } from '@/components/home/oversight'
import { deadlineWords, QueueOverview } from '@/components/home/queue-overview'
import { queuesToDo } from '@/components/home/queues-to-do'
import { ResumeCases } from '@/components/home/resume-cases'
import { ReturnedCases } from '@/components/home/returned-cases'
import { redactedName } from '@/lib/media/redacted-name'

const now = new Date('2026-03-15T12:00:00.000Z')
const minutes = (n: number) => new Date(now.getTime() + n * 60_000)
const render = <Props extends object>(component: FunctionComponent<Props>, props: Props) =>
  renderToStaticMarkup(createElement(component, props))

const ages = { hour: 2, fourHours: 0, day: 1, week: 0, older: 4 }
const queues = queuesToDo(
  [
    { id: 'a', name: 'Urgent', own: false },
    { id: 'b', name: 'Rest', own: false },
  ],
  [
    {
      queueId: 'a',
      states: { analysing: 0, waiting: 7, claimed: 1, decided: 0, closed: 0, failed: 0 },
      waiting: ages,
      zeroRetention: 3,
      overdue: 4,
    },
  ],
  [{ queueId: 'a', cases: 2, withinTheHour: 1, soonest: minutes(20) }],
)

test('every queue is there with what is to be done in it, also one without a case', () => {
  expect(queues.map(({ id, inWork, zeroRetention, deadlines }) => [id, inWork, zeroRetention, deadlines])).toEqual([
    ['a', 1, 3, 2],
    ['b', 0, 0, 0],
  ])
  const html = render(QueueOverview, { queues, now })
  expect(html).toMatch(/7 waiting, 1 in work<span[^>]*>, 4 overdue/)
  expect(html.match(/overdue/g)).toHaveLength(1)
  expect(html).toContain('2 for under an hour, 1 for 4 to 24 hours, 4 for over 7 days')
  expect(html).toContain('Zero retention: 3')
  expect(html).toContain('0 waiting')
  // Only where something waits is there something to begin with.
  expect(html.match(/aria-label="Begin with [^"]*"/g)).toEqual(['aria-label="Begin with Urgent"'])
  expect(html).toContain('href="/queue/play?queue=a"')
})

test('who has chosen their queues sees those, and the others folded', () => {
  const chosen = queues.map((queue) => ({ ...queue, own: queue.id === 'b' }))
  const html = render(QueueOverview, { queues: chosen, now })
  const [shown = '', folded = ''] = html.split('<details')
  expect(shown).toContain('Your queues')
  expect(shown).toContain('Rest')
  expect(shown).not.toContain('Urgent')
  expect(folded.replaceAll(/<[^>]+>/g, '')).toContain('One other queue, 7 waiting')
  expect(folded).toContain('Urgent')
  const all = render(QueueOverview, { queues: queues.map((queue) => ({ ...queue, own: true })), now })
  expect(all).not.toContain('<details')
  expect(render(QueueOverview, { queues, now })).toContain('Choose the queues you work in')
  expect(render(QueueOverview, { queues: queues.slice(0, 1), now })).not.toContain('Choose the queues')
})

test('what is overdue is counted in all, also where somebody works on all of it and none waits', () => {
  const counts = { analysing: 0, waiting: 0, claimed: 2, decided: 0, closed: 0, failed: 0 }
  const told = (change: object, overdue: number) =>
    render(HomeMetrics, {
      ...{ counts: { ...counts, ...change }, overdue },
      waiting: { underAnHour: 0, underADay: 1, older: 0 },
    }).replaceAll(/<[^>]+>/g, '')
  expect(told({}, 2)).toMatch(/2 overdue\.$/)
  expect(told({}, 2)).not.toContain('waiting:')
  expect(told({ waiting: 1 }, 2)).toMatch(/Handed in and waiting: 1 for an hour to a day\. 2 overdue\.$/)
  expect(told({}, 0)).not.toMatch(/overdue|waiting:/)
})

test('deadlines in words', () => {
  expect(deadlineWords({ deadlines: 1, withinTheHour: 1, soonest: minutes(20) }, now)).toBe('Media goes in 20 min')
  expect(deadlineWords({ deadlines: 2, withinTheHour: 1, soonest: minutes(20) }, now)).toBe(
    '2 with a deadline, 1 of them within the hour. The first: media goes in 20 min.',
  )
  expect(deadlineWords({ deadlines: 2, withinTheHour: 0, soonest: minutes(200) }, now)).not.toMatch(/hour\./)
})

test('a name that went with its media is said to be deleted, in every list of cases', () => {
  const title = redactedName('witness.jpg')
  const gone = { id: 'i', number: 7, title, zeroRetention: true, updatedAt: now, byName: null, at: now, reason: null }
  const claim = {
    ...{ ...gone, mediaType: 'image' as const, verdictLabel: null, verdictScore: null },
    ...{ createdAt: now, claimedUntil: now },
  }
  for (const list of [
    render(ReturnedCases, { cases: [gone], now }),
    render(ResumeCases, { claims: [claim], waiting: 0, now }),
  ]) {
    expect(list).toContain('Name deleted')
    expect(list).not.toContain(title)
  }
})

test('what was sent, and where one was named; nothing where there is nothing', () => {
  const nothing = [
    render(ReturnedCases, { cases: [], now }),
    render(EscalatedCases, { cases: [], more: false, now }),
    render(Mentions, { mentions: [], now }),
  ]
  expect(nothing).toEqual(['', '', ''])
  const sent = { id: 'i', number: 7, title: 'clip.mp4', zeroRetention: true, updatedAt: now, byName: null, at: now }
  const returned = render(ReturnedCases, { now, cases: [{ ...sent, reason: 'Is <b>this</b> it?' }] })
  expect(returned).toMatch(/href="\/cases\/7".*Zero retention.*Is &lt;b&gt;this.*by a former member/)
  const note = (noteId: string, zeroRetention: boolean) => ({
    ...{
      noteId,
      caseId: noteId,
      state: 'waiting' as const,
      owed: false,
      caseNumber: 9,
      byName: 'Max',
      body: zeroRetention ? '' : 'Look at 0:12.',
      zeroRetention,
      at: now,
    },
  })
  const mentions = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id, place) => note(id, place === 1))
  const named = render(Mentions, { now, mentions })
  expect(named).toMatch(/Max named you.*Look at 0:12.*under zero retention/)
  expect(named).toContain('And 2 more')
})

test('what colleagues think stays out of the page while a first impression of the case is owed', () => {
  const mention = (caseId: string) => ({
    ...{ noteId: caseId, caseId, caseNumber: 9, byName: 'Max', body: 'A clone.', zeroRetention: false, at: now },
    state: 'waiting' as const,
  })
  const mentions = mentionsFor([mention('owed'), mention('judged')], ['owed'])
  expect(JSON.stringify(mentions[0])).not.toContain('clone')
  expect(render(Mentions, { now, mentions })).toMatch(/first impression.*“A clone\.”/)
  const sent = { number: 7, title: 'clip.mp4', zeroRetention: false, updatedAt: now, byName: 'Max', at: now }
  const cases = returnedFor(
    ['owed', 'judged'].map((id) => ({ ...sent, id, reason: 'A clone.' })),
    ['owed'],
  )
  expect(cases.map(({ reason }) => reason)).toEqual([null, 'A clone.'])
})

test('managers read agreement and workload in sentences, with the way to the charts', () => {
  const html = render(Oversight, { agreement: [], workload: [] })
  expect(html).toContain('href="/insights"')
  expect(html).toMatch(/Nothing was decided.*Nobody decided/)
})
