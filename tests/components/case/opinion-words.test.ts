import { describe, expect, it } from 'vitest'
import { differenceSentence, judgeName, judgeWords, opinionsOf, waitingWords } from '@/components/case/opinion-words'
import { scoreSentence } from '@/components/case/verdict-words'
import { builtinAlone, shownRun } from '@/components/case/viewed-case'
import type { CaseDetection } from '@/lib/cases/read-case'

const engine = (part: Partial<CaseDetection> = {}) =>
  ({
    id: 'engine',
    detector: 'builtin',
    status: 'completed',
    label: 'Neutral/Uncertain',
    score: 0.5,
    secondOpinion: true,
    stage: null,
    errorMessage: null,
    remote: null,
    createdAt: new Date(0),
    ...part,
  }) as CaseDetection
const there = { state: 'sent', apiHost: 'a.example', trouble: null, troubleForAdmin: null }
const api = (part: Partial<CaseDetection> = {}, remote: object = {}) =>
  engine({
    id: 'api',
    detector: 'remote',
    label: 'Fake',
    score: 0.91,
    secondOpinion: false,
    remote: { ...there, ...remote } as CaseDetection['remote'],
    ...part,
  })
const running = { status: 'processing', label: null, score: null } as const
const failed = { ...running, status: 'failed', errorMessage: 'It broke.' } as const

describe('who judged', () => {
  it('is named with the host of the API', () => {
    expect([judgeName(engine()), judgeName(api())]).toEqual(['Built-in engine', 'Detect API at a.example'])
    expect([judgeName(api({}, { apiHost: null })), judgeWords(api({ remote: null }))]).toEqual([
      'Detect API',
      'the Detect API',
    ])
    expect(scoreSentence(0.5)).toMatch(/^The engine puts/)
    expect(scoreSentence(0.5, 'a.example')).toMatch(/^a\.example puts/)
    expect(scoreSentence(0.5, 'the Detect API')).toMatch(/^The Detect API puts/)
  })
})

describe('a difference', () => {
  it('is said, with both verdicts and never their mean', () => {
    expect(differenceSentence(api(), engine({ label: 'Real', score: 0.11 }))).toBe(
      'They contradict each other: a.example says Fake (91%), the built-in engine Real (11%). Look at the evidence of both before you decide.',
    )
    expect(differenceSentence(api(), engine())).toMatch(/That the built-in engine does not decide is no sign against/)
    expect(differenceSentence(engine({ secondOpinion: false }), api({ secondOpinion: true }))).toMatch(
      /the built-in engine says Neutral\/Uncertain \(50%\), a\.example Fake \(91%\)\. That the built-in engine/,
    )
  })
  it('is none where both point the same way', () => {
    const second = engine({ label: 'Likely fake', score: 0.7 })
    expect(differenceSentence(api(), second)).toMatch(/^Both point to fake: a\.example says Fake/)
    expect(differenceSentence(api({ label: 'Neutral/Uncertain', score: 0.45 }), engine())).toMatch(/^Neither decides:/)
    expect(differenceSentence(api({ label: 'Likely real' }), engine({ label: 'Real' }))).toMatch(/^Both point to real/)
  })
  it('waits for the one that is missing, or says why it never comes', () => {
    expect(differenceSentence(api(running), engine())).toBe(
      'Only the built-in engine has given a verdict; a.example has not given its own yet.',
    )
    expect(differenceSentence(engine({ secondOpinion: false }), api(failed))).toMatch(/a\.example has none, because/)
    expect(differenceSentence(api(running), engine(running))).toBe('Neither has given a verdict yet.')
  })
})

describe('what a run waits for', () => {
  it('is its trouble first, then its stage, then where it stands', () => {
    const held = { trouble: 'a.example is busy.' }
    expect(waitingWords(api({ ...running, stage: 'Looking' }, held))).toBe('a.example is busy.')
    expect(waitingWords(api({ ...running, stage: 'Looking' }))).toBe('Looking')
    const states = ['queued', 'sending', 'sent', 'ended'].map((state) => waitingWords(api(running, { state })))
    expect(states).toEqual([
      'Waiting to be sent to the Detect API',
      'Being sent to a.example',
      'Being analysed by a.example',
      'The answer of a.example is being kept',
    ])
    expect(waitingWords(engine(running))).toBe('Waiting for its turn')
    expect(waitingWords(api({ ...running, remote: null }))).toBe('Waiting for its turn')
  })
})

describe('which run is shown', () => {
  const older = api({ id: 'older', createdAt: new Date(-1000) })
  it('is the one that decides, unless another is asked for', () => {
    const runs = [api(), engine(), older]
    expect(shownRun(runs)?.id).toBe('api')
    expect(shownRun(runs, 'engine')?.id).toBe('engine')
    expect(shownRun(runs, 'somebody else’s')?.id).toBe('api')
    expect(shownRun([api(failed), engine()])?.id).toBe('engine')
    expect(shownRun([api(running), engine(running)], 'api')).toBeUndefined()
  })
  it('is compared within the newest round alone', () => {
    expect(opinionsOf([api(), engine(), older])).toMatchObject({ deciding: { id: 'api' }, second: { id: 'engine' } })
    expect(opinionsOf([api(), engine({ createdAt: new Date(-1000) })]).second).toBeUndefined()
    expect(opinionsOf([])).toEqual({ deciding: undefined, second: undefined })
  })
  it('carries the engine’s caveat only where no other has judged', () => {
    expect(builtinAlone([engine()])).toBe(true)
    expect(builtinAlone([api(running), engine()])).toBe(true)
    expect(builtinAlone([api(), engine()])).toBe(false)
    expect(builtinAlone([engine(running)])).toBe(false)
  })
})
