import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime'
import { createElement, type ReactNode } from 'react'
import { prerender } from 'react-dom/static'
import { expect, it } from 'vitest'
import { KeyMapProvider } from '@/components/keys/key-map'
import { outcomeSentence } from '@/components/queue/bulk-outcome'
import { NewsBar } from '@/components/queue/news-bar'
import { CountsNote } from '@/components/queue/part-note'
import { PlayBar } from '@/components/queue/play-bar'
import { PlayLobby } from '@/components/queue/play-lobby'
import { QueueEmpty } from '@/components/queue/queue-empty'
import { wholeQueue } from '@/components/queue/queue-filter'
import { QueueList } from '@/components/queue/queue-list'
import { QueueRow } from '@/components/queue/queue-row'
import { QueueSearch } from '@/components/queue/queue-search'
import { QueueSide } from '@/components/queue/queue-side'
import { QueueTabs } from '@/components/queue/queue-tabs'
import { type ShownRow, shownRows, type Tracks } from '@/components/queue/shown-row'
import { TrackRows } from '@/components/queue/track-table'
import { ageBands } from '@/lib/queues/age-bands'
import { wordsOf } from '../../support/case-page'

const router = { push() {}, replace() {}, refresh() {}, back() {}, forward() {}, prefetch() {} }
const routed = { ...router } as unknown as NonNullable<Parameters<typeof AppRouterContext.Provider>[0]['value']>
const now = new Date('2026-11-23T08:00:00Z')
const ages = Object.fromEntries(ageBands.map(({ band }) => [band, band === 'day' ? 3 : 0])) as Record<
  (typeof ageBands)[number]['band'],
  number
>

async function htmlOf(element: ReactNode): Promise<string> {
  const { prelude } = await prerender(createElement(AppRouterContext.Provider, { value: routed }, element))
  return new Response(prelude).text()
}

const row: ShownRow = {
  ...{ id: 'a', number: 12, title: 'clip.mp4', state: 'waiting', mediaType: 'video', durationSeconds: 75 },
  ...{ source: 'api', language: null, verdictLabel: 'Likely fake', verdictScore: 0.83, doubts: 2, failure: null },
  ...{ zeroRetention: false, retention: 'keep', purgeAfter: null, queueId: null, priority: 0, previewId: 'p' },
  ...{ queuedAt: new Date('2026-11-23T07:00:00Z') },
  ...{ createdAt: new Date('2026-11-23T07:00:00Z'), claimedUntil: null, withdrawn: false, goesAt: null },
  ...{
    claimedBy: null,
    claimedByMe: false,
    assignedTo: null,
    assignedToMe: false,
    escalated: false,
    skippedByMe: false,
  },
  ...{ progress: null, stage: null, owed: false, flagged: false, seen: 0 },
}
const actions = {} as Parameters<typeof QueueList>[0]['actions']

const listOf = (rows: ShownRow[], tracks: Tracks | Promise<Tracks> = {}, mode: 'list' | 'grid' = 'list') =>
  htmlOf(
    createElement(QueueList, {
      ...{ rows, more: false, total: null, tracks: Promise.resolve(tracks) },
      ...{ filter: { ...wholeQueue, mode, mediaType: 'video' }, actions, begun: now, now },
      may: { claim: true, decide: true, move: null },
    }),
  )

it('the search field prints the key that the reader has chosen for it, and none where single keys are off', async () => {
  const children = createElement(QueueSearch, { filter: wholeQueue })
  const field = (own: Record<string, string>) => htmlOf(createElement(KeyMapProvider, { own, children }))
  expect(await field({})).toMatch(/<kbd[^>]*>\/<\/kbd>/)
  expect(await field({ search: 'f' })).toMatch(/aria-keyshortcuts="f".*<kbd[^>]*>f<\/kbd>/)
})

it('what was done with many is said in the number it was done with', () => {
  const outcome = (refused: string | null) => ({ caseId: 'a', number: 1, refused })
  expect(outcomeSentence([outcome(null), outcome(null)], 'put back')).toBe('2 cases put back.')
  expect(outcomeSentence([outcome(null), outcome('No.')], 'taken')).toBe('1 case taken, 1 not.')
  expect(outcomeSentence([outcome('No.'), outcome('No.')], 'taken')).toBe('None of 2 cases was taken.')
  expect(outcomeSentence([outcome('No.')], 'taken')).toBe('The case was not taken.')
})

it('a row says everything about its case, in words too', async () => {
  const html = await listOf([{ ...row, seen: 2 }], { a: [{ of: 'frames', scores: [0.1, 0.9], seconds: [0, 1] }] })
  const words = wordsOf(html)
  for (const said of [
    '12',
    'clip.mp4',
    'Video',
    '1:15',
    'API',
    '1 h ago',
    'Due in 23 h',
    'Likely fake',
    '83%',
    'Waiting',
  ]) {
    expect(words).toContain(said)
  }
  expect(words).toContain('2 reasons to doubt')
  expect(words).toContain('Seen in 2 other cases')
  expect(html).toMatch(/<svg[^>]*aria-label="[^"]*case 12/)
  expect(html).toContain('href="/cases/12?type=video"')
  expect(html).toContain('src="/api/media/p"')
  expect(html).toContain('data-shield')
  expect(html).toContain('aria-label="Choose case 12"')
})

it('draws the sound of a video beside its frames, each under its name, and nothing of a single score', async () => {
  const html = await listOf([row], {
    a: [
      { of: 'frames', scores: [0.5, 0.5], seconds: [0, 3] },
      { of: 'voice', scores: [0.99, null, 1], seconds: [60, 62, 64] },
    ],
  })
  expect(html).toContain(
    'aria-label="Scores of the frames of case 12: 2 judged, highest 50% at 0:00, none at 70% or more."',
  )
  expect(html).toContain(
    'aria-label="Likeness to a robotic voice in the sound of case 12: 2 judged, highest 100% at 1:04, 2 at 70% or more, 1 not judged."',
  )
  // Each opens its numbers.
  expect(html.match(/<button[^>]*aria-haspopup="dialog"[^>]*><svg/g)).toHaveLength(2)
  expect(wordsOf(html)).toContain('Show as a table')
  const single = await listOf([row], { a: [{ of: 'voice', scores: [1], seconds: [0] }] })
  expect(single).not.toMatch(/<svg[^>]*role="img"/)
})

it('has each score of a chart with its time in a table', async () => {
  const given = { title: 'Scores of the frames of case 12', scores: [0.5, null], seconds: [0, 75] }
  const words = wordsOf(await htmlOf(createElement(TrackRows, given)))
  for (const said of ['Time', 'Score', '0:00', '50%', '1:15', 'Not judged']) expect(words).toContain(said)
})

it('cards say the same', async () => {
  const words = wordsOf(await listOf([{ ...row, seen: 1, review: 'second_review' }], {}, 'grid'))
  expect(words).toContain('Second look')
  for (const said of [
    'clip.mp4',
    '1:15',
    'API',
    'Likely fake',
    '83%',
    '2 reasons to doubt',
    'one other case',
    'Waiting',
  ]) {
    expect(words).toContain(said)
  }
})

it('a row is as high before its charts are there as with them, in both shapes', async () => {
  const tracks: Tracks = { a: [{ of: 'frames', scores: [0.1, 0.9], seconds: [0, 1] }] }
  const outside = (html: string) =>
    html.replace(/<span class="inline-flex items-center gap-1"><button.*?<\/button><\/span>|<!--.*?-->/gs, '')
  for (const mode of ['list', 'grid'] as const) {
    const [without, with_] = [await listOf([row], {}, mode), await listOf([row], tracks, mode)]
    expect(with_).toContain('<svg role="img"')
    expect(without).toMatch(/<span class="flex h-6 [^>]*>(<!--.*?-->)*<\/span>/)
    expect(outside(with_)).toBe(outside(without))
    // A picture has none, and keeps no line for them.
    expect(await listOf([{ ...row, mediaType: 'image' }], {}, mode)).not.toMatch(/class="flex h-6 /)
  }
})

it('two charts give way to a narrow column, which would cut the second', async () => {
  const of = (...kinds: ('frames' | 'voice')[]) =>
    listOf([row], { a: kinds.map((of) => ({ of, scores: [0.1, 0.9], seconds: [0, 1] })) })
  const charts = (html: string) => [...html.matchAll(/<svg role="img"[^>]*class="([^"]*)"/g)].map(([, names]) => names)
  const two = await of('frames', 'voice')
  expect(charts(two)).toHaveLength(2)
  for (const names of charts(two)) {
    expect(names).toMatch(/\bmin-w-0\b/)
    expect(names).not.toMatch(/\bshrink-0\b/)
  }
  // Whatever is around a chart keeps its width else.
  expect(two).toMatch(/<span class="flex h-6 [^"]*\bmin-w-0 [^"]*\*:min-w-0/)
  expect(two.match(/<button[^>]*aria-haspopup="dialog"[^>]*\bmin-w-0\b[^>]*><svg/g)).toHaveLength(2)
  expect(charts(await of('frames'))[0]).toMatch(/\bw-24\b/)
})

it('what came in is told by something to press, so that it can be put away by a finger too', async () => {
  const bar = (waiting: number, elsewhere: number) => htmlOf(createElement(NewsBar, { waiting, elsewhere, show() {} }))
  const buttons = (html: string) => html.match(/<button.*?<\/button>/gs)?.map((button) => wordsOf(button).trim()) ?? []
  expect(buttons(await bar(0, 0))).toEqual([])
  expect(buttons(await bar(2, 0))).toEqual(['Show 2 new cases'])
  expect(buttons(await bar(0, 3))).toEqual(['3 more have come in . Show the list as it is now'])
  // One button shows both.
  const both = await bar(1, 3)
  expect(buttons(both)).toEqual(['Show 1 new case'])
  expect(wordsOf(both)).toContain('3 more have come in')
})

it('a row that is gone says so where its state stood, which keeps its room', async () => {
  const rowThat = (gone: boolean) =>
    htmlOf(
      createElement(QueueRow, {
        ...{ row, gone, href: '/cases/12', chosen: false, choose() {}, tracks: Promise.resolve({}), now },
      }),
    )
  const [here, left] = [await rowThat(false), await rowThat(true)]
  expect(wordsOf(here)).not.toContain('No longer here')
  expect(wordsOf(left)).toContain('No longer here')
  expect(left).toMatch(/<div class="min-w-0 invisible">(?:(?!<\/div>).)*Waiting/)
})

it('says who has a case and for how long, that it was escalated, skipped or sent to the reader', async () => {
  const claimed = {
    ...row,
    state: 'claimed' as const,
    claimedBy: 'Max',
    claimedUntil: new Date('2026-11-23T08:04:05Z'),
  }
  const words = wordsOf(await listOf([{ ...claimed, escalated: true, skippedByMe: true, assignedToMe: true }]))
  for (const said of ['In work', 'with Max, 4:05 left', 'Escalated', 'You skipped it', 'Sent to you']) {
    expect(words).toContain(said)
  }
})

it('says that a list of known media has it, beside how often it was handed in', async () => {
  const said = wordsOf(await listOf([{ ...row, seen: 1, listed: true }]))
  expect(said).toMatch(/Seen in one other case.*In a list of known media/)
  expect(wordsOf(await listOf([row]))).not.toMatch(/Seen|list of known/)
})

it('says which colleague a case was sent to, who decided it, and in what language it was said to be', async () => {
  const sent = wordsOf(await listOf([{ ...row, assignedTo: 'Ada', language: 'pt-BR' }]))
  expect(sent).toContain('Sent to Ada')
  expect(sent).toContain('Language pt-BR')
  expect(wordsOf(await listOf([row]))).not.toMatch(/Sent to|Language|by /)
  const decided = { ...row, state: 'decided' as const }
  const by = async (name: string | null, me: boolean) =>
    wordsOf(await listOf([{ ...decided, decidedBy: { name, me } }]))
  expect(await by('Ada', false)).toContain('by Ada')
  expect(await by('Ada', true)).toContain('by you')
  expect(await by(null, false)).toContain('by someone who has left')
})

it('shows of a purged case that its media is deleted, and asks for no picture', async () => {
  const html = await listOf([{ ...row, state: 'decided', retention: 'purged', zeroRetention: true }])
  expect(wordsOf(html)).toContain('Deleted')
  expect(html).not.toContain('<img')
})

it('gives somebody who owes a first impression no verdict, number or doubt', async () => {
  const words = wordsOf(await listOf(shownRows([row], { owed: ['a'] })))
  expect(words).toContain('Score hidden until you judge')
  expect(words).not.toMatch(/fake|83|doubt/i)
})

it('queues stand with what waits in them, and the one in view is marked', async () => {
  const states = { analysing: 0, waiting: 3, claimed: 1, decided: 9, closed: 0, failed: 0 }
  const queue = {
    description: '',
    position: 0,
    isDefault: true,
    blur: false,
    ordering: 'deadline' as const,
    policyId: null,
    own: false,
  }
  const html = await htmlOf(
    createElement(QueueSide, {
      queues: [
        { ...queue, id: 'q', name: 'Harm', createdAt: now },
        { ...queue, id: 'empty', name: 'Spam', createdAt: now },
        { ...queue, id: 'own', name: 'Election', own: true, createdAt: now },
      ],
      counts: [{ queueId: 'q', states, waiting: { ...ages, older: 2 }, zeroRetention: 1, overdue: 0 }],
      current: 'q',
      hrefOf: (id) => `/queue?queue=${id}`,
    }),
  )
  expect(wordsOf(html)).toMatch(
    /All queues 3 waiting.*Election , yours, 0.*Harm 3 waiting.*1 in work, 2 over a day.*1 with zero retention.*Spam 0/,
  )
  expect(html.match(/aria-current="true"/g)).toHaveLength(1)
})

it('play says what waits, that nothing is left, or that it is enough for today', async () => {
  const lobby = (next: Parameters<typeof PlayLobby>[0]['next']) =>
    htmlOf(
      createElement(PlayLobby, {
        ...{ filter: wholeQueue, queueName: 'Harm', waiting: ages, next },
        claimNext: async () => ({ ok: true as const, data: { next: null, why: null } }),
      }),
    ).then(wordsOf)
  expect(await lobby({ number: 3, why: null })).toMatch(/Work through “Harm” .*3 for 4 to 24 hours.*Start/)
  expect(await lobby({ number: null, why: 'nothing_left' })).toContain('Nothing is left for you in “Harm”')
  const far = await lobby({ number: null, why: 'too_far' })
  expect(far).toMatch(/not known.*Choose fewer filters|Choose fewer filters.*not known/)
  expect(far).not.toContain('Nothing is left')
  expect(await lobby({ number: null, why: 'budget' })).toMatch(
    /enough for today.*midnight UTC.*preferences|preferences/,
  )
})

it('play on a case says where one is and how to stop; the next one is offered when this one is over', async () => {
  const bar = (mine: boolean, over = false) =>
    htmlOf(
      createElement(PlayBar, {
        ...{ caseId: 'a', number: 12, mine, over, filter: { ...wholeQueue, play: true }, queueName: null, waiting: 1 },
        release: async () => ({ ok: true as const, data: null }),
        claimNext: async () => ({ ok: true as const, data: { next: null, why: null } }),
      }),
    ).then(wordsOf)
  expect(await bar(true)).toMatch(/Playing all queues , 1 case waits Stay on this case Stop and give it back/)
  expect(await bar(false)).toMatch(/Next case .*Stop/)
  expect(await bar(false, true)).toMatch(/Next case .*Stop/)
})

it('what is counted without the filters in force says so: on the tabs, below them, and in play', async () => {
  const counts = { analysing: 0, waiting: 10, claimed: 0, decided: 0, closed: 0, failed: 0 }
  const own = { deadline: 0, review: 0 }
  const tabs = (filter: typeof wholeQueue) =>
    htmlOf(
      createElement(
        'div',
        null,
        createElement(QueueTabs, { filter, counts, own }),
        createElement(CountsNote, { filter }),
      ),
    )
  const searched = wordsOf(await tabs({ ...wholeQueue, search: 'harbour' }))
  expect(searched).toMatch(/Open 10 cases without your filters/)
  expect(searched).toContain('without your search and other filters')
  expect(wordsOf(await tabs({ ...wholeQueue, mediaType: 'video' }))).not.toContain('without')
  const bar = createElement(PlayBar, {
    ...{ caseId: 'a', number: 12, mine: true, over: false, queueName: null, waiting: 10 },
    filter: { ...wholeQueue, play: true, language: 'pt' },
    release: async () => ({ ok: true as const, data: null }),
    claimNext: async () => ({ ok: true as const, data: { next: null, why: null } }),
  })
  expect(wordsOf(await htmlOf(bar))).toContain('10 cases wait without your filters')
})

it('an empty queue says which of the ways of being empty it is', async () => {
  const empty = (change: object, total = 5, tooFar = false) => {
    const filter = { ...wholeQueue, ...change }
    return htmlOf(createElement(QueueEmpty, { filter, total, samples: null, tooFar })).then(wordsOf)
  }
  expect(await empty({ labels: ['Fake'] }, 5, true)).toMatch(/Looked for too long.*whether there is more is not known/)
  expect(await empty({ tab: 'review' })).toContain('No second look waits for you')
  expect(await empty({}, 0)).toContain('There are no cases yet')
  expect(await empty({})).toContain('Everything is decided')
  expect(await empty({ labels: ['Fake'] })).toContain('No case matches')
  expect(await empty({ queueId: 'q' })).toContain('No case matches')
})

it('a row says how far its analysis has come and what it is doing', async () => {
  const running: ShownRow = { ...row, state: 'analysing', verdictLabel: null, verdictScore: null }
  const of = async (more: Partial<ShownRow>) => wordsOf(await listOf([{ ...running, ...more }]))
  expect(await of({ progress: 0 })).toContain('Waiting for its turn')
  const begun = await of({ progress: 0.42, stage: 'Looking at frame 5 of 12' })
  expect(begun).toContain('42')
  expect(begun).toContain('Looking at frame 5 of 12')
  expect(begun).not.toContain('Waiting for its turn')
  expect(await of({ progress: 0, stage: 'Being analysed by detect.example.org.' })).toContain('detect.example.org')
})
