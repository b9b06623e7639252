import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { cardLlr } from '@/lib/engine/card'
import { countFiles, countOrigins } from '../../scripts/evaluation/count-items'
import { makeCard } from '../../scripts/evaluation/make-card'
import { renderTables } from '../../scripts/evaluation/render-tables'
import type { EvaluatedItem, Subject } from '../../scripts/evaluation/subject'

function item(origin: string, truth: 'positive' | 'negative', more: Partial<EvaluatedItem> = {}): EvaluatedItem {
  return { origin, truth, source: 'camera', laundering: 'original', score: null, outcome: 'clear', ...more }
}
const hit = { outcome: 'hit' } as const

describe('counting', () => {
  // Two photographs, each with two forgeries (three of four found) and two clean copies (one falsely).
  const items = [
    item('a', 'positive', hit),
    item('a', 'positive', hit),
    item('b', 'positive', hit),
    item('b', 'positive', { outcome: 'not_applicable' }),
    item('a', 'negative', hit),
    item('a', 'negative'),
    item('b', 'negative'),
    item('b', 'negative'),
  ]

  it('counts files one by one; what the check did not apply to was not found', () => {
    expect(countFiles(items)).toEqual({ origins: 2, positives: 4, hits: 3, negatives: 4, falseHits: 1 })
  })

  it('counts what was made of one photograph once: hits rounded down, false hits if ever', () => {
    expect(countOrigins(items)).toEqual({ positives: 2, hits: 1, negatives: 2, falseHits: 1 })
    expect(countOrigins([])).toEqual({ positives: 0, hits: 0, negatives: 0, falseHits: 0 })
  })
})

describe('makeCard', () => {
  const items = [
    item('a', 'positive', { ...hit, score: 0.9, source: 'forged', maskAgreement: 0.8 }),
    item('a', 'negative', { score: 0.2 }),
    item('b', 'positive', { score: 0.1, source: 'forged', maskAgreement: 0.6 }),
    item('b', 'negative', { score: 0.3, source: 'phone', outcome: 'not_applicable' }),
    item('a', 'positive', { laundering: 'social', score: 0.1, source: 'forged' }),
    item('a', 'negative', { ...hit, laundering: 'social', score: 0.5 }),
  ]
  const subject: Subject = {
    check: 'jpeg.ghost',
    origins: 'photographs',
    set: 'A set of a test.',
    calibrated: true,
    evaluate: async ({ digest }) => {
      digest('a')
      digest(Buffer.from('b'))
      return items
    },
    says: ({ hits, positives }) => `${hits} of ${positives}.`,
  }
  const context = { workFolder: '/nowhere', seed: 1, say: () => {} }

  it('of one hit of a check is called by both', async () => {
    const made = await makeCard({ ...subject, check: 'match.known', hit: 'frames' }, context)
    expect('card' in made && made.card).toMatchObject({
      check: 'match.known',
      hit: 'frames',
      reproduce: 'npm run engine:eval -- --only match.known.frames',
    })
    expect('card' in made && renderTables([made.card])).toContain('| Known media, frames |')
  })

  it('counts the copies that count, and measures them all', async () => {
    const made = await makeCard(subject, context)
    if ('missing' in made) return expect.unreachable()
    expect(made.card).toMatchObject({
      check: 'jpeg.ghost',
      positives: 2,
      hits: 1,
      negatives: 2,
      falseHits: 0,
      says: '1 of 2.',
      reproduce: 'npm run engine:eval -- --only jpeg.ghost',
      inputs: createHash('sha256').update('ab').digest('hex'),
    })
    expect(made.card.measures).toMatchObject({
      // 0.9 wins both, 0.1 none.
      auc: 0.5,
      // Too few negatives for one of them to be 5 %.
      hitsAt5: null,
      // One in each of four tenths: (0.1 + 0.2 + 0.9 + 0.3) / 4.
      calibrationError: 0.375,
      coverage: 0.75,
      // Found, rightly clear, missed.
      selectiveAccuracy: 0.667,
      mapAgreement: { mean: 0.7, files: 2 },
      launderings: [
        { name: 'original', positives: 2, hits: 1, negatives: 2, falseHits: 0 },
        { name: 'social', positives: 1, hits: 0, negatives: 1, falseHits: 1, auc: 0 },
      ],
      sources: [
        { name: 'camera', negatives: 2, falseHits: 1 },
        { name: 'forged', positives: 3, hits: 1, negatives: 0 },
        { name: 'phone', negatives: 1, falseHits: 0 },
      ],
      folds: [],
    })
  })

  it('counts other copies where the subject says so', async () => {
    const made = await makeCard({ ...subject, cardCounts: ['original', 'social'] }, context)
    expect(made).toMatchObject({ card: { falseHits: 1, files: { positives: 3, negatives: 3 } } })
  })

  it('draws no curve through models that learnt on different sets, but one for each fold', async () => {
    const held = items.slice(0, 4).map((one, at) => ({ ...one, fold: at < 2 ? 'flite × phone' : 'espeak × camera' }))
    const made = await makeCard({ ...subject, evaluate: async () => held }, context)
    expect(made).toMatchObject({
      card: {
        measures: {
          auc: null,
          eer: null,
          folds: [
            { name: 'espeak × camera', auc: 0, hits: 0 },
            { name: 'flite × phone', auc: 1, hits: 1 },
          ],
        },
      },
    })
  })

  it('draws one curve through folds by how far scores are above the threshold of their fold', async () => {
    // By score alone the two negatives of the second fold beat every positive of the first.
    const scored = (fold: string, foldThreshold: number, positive: number, negative: number) => [
      item('a', 'positive', { fold, foldThreshold, score: positive }),
      item('b', 'negative', { fold, foldThreshold, score: negative }),
    ]
    const held = [...scored('flite × phone', 0, 1, -1), ...scored('espeak × phone', 10, 11, 9)]
    const measured = async (all: EvaluatedItem[]) => {
      const made = await makeCard({ ...subject, calibrated: false, evaluate: async () => all }, context)
      return 'missing' in made ? expect.unreachable() : made.card.measures
    }
    expect(await measured(held)).toMatchObject({ auc: 1, eer: 0, launderings: [{ auc: 1 }] })
    expect(await measured(held.map(({ foldThreshold: _, ...one }) => one))).toMatchObject({ auc: null, eer: null })
  })

  it('measures the probabilities of parts, half of the weight on either truth and the same on each source', async () => {
    const held = [
      item('a', 'positive', { source: 'flite', probabilities: [0.95] }),
      item('b', 'positive', { source: 'espeak', probabilities: [0.05, 0.05, 0.05] }),
      item('c', 'negative', { probabilities: [0.05, 0.05] }),
      item('d', 'negative', { probabilities: [] }),
    ]
    const evaluate = async () => held
    const made = await makeCard({ ...subject, calibrated: false, evaluate }, context)
    // Of four quarters one is said 0.95 and true; of the others, said 0.05, one in three is: (0.05 + |0.15 - 1|) / 4.
    expect(made).toMatchObject({ card: { measures: { calibrationError: 0.225 } } })
    const none = held.map(({ probabilities: _, ...one }) => one)
    const without = await makeCard({ ...subject, calibrated: false, evaluate: async () => none }, context)
    expect(without).toMatchObject({ card: { measures: { calibrationError: null } } })
    if ('missing' in made || 'missing' in without) return expect.unreachable()
    const note = /¹ The check gives no probability/
    expect(renderTables([made.card])).not.toMatch(note)
    expect(renderTables([without.card])).toMatch(note)
    expect(renderTables([without.card])).toContain('| – ¹ |')
  })

  it('tells a sentence of the levels as well', async () => {
    const says: Subject['says'] = ({ positives }, { original, social }) =>
      `${original.hits} of ${original.positives}, ${social.falseHits} of ${social.negatives}, ${positives} counted.`
    expect(await makeCard({ ...subject, says }, context)).toMatchObject({
      card: { says: '1 of 2, 1 of 1, 2 counted.' },
    })
  })

  it('tells a sentence of the folds as well', async () => {
    const says: Subject['says'] = (_, __, folds) =>
      folds.map(({ name, hits, positives }) => `${name}: ${hits} of ${positives}`).join(', ')
    const held = items.slice(0, 4).map((one, at) => ({ ...one, fold: at < 2 ? 'flite × phone' : 'espeak × camera' }))
    const made = await makeCard({ ...subject, evaluate: async () => held, says }, context)
    expect(made).toMatchObject({ card: { says: 'espeak × camera: 0 of 1, flite × phone: 1 of 1' } })
  })

  it('counts by source only the worst fold, since each judges the same files', async () => {
    const fold = (name: string, ...outcomes: EvaluatedItem['outcome'][]) =>
      outcomes.map((outcome, at) => item(`${at}`, 'negative', { outcome, fold: name, source: 'phone' }))
    const held = [...fold('flite × phone', 'clear', 'clear'), ...fold('espeak × phone', 'hit', 'clear')]
    const made = await makeCard({ ...subject, evaluate: async () => held }, context)
    expect(made).toMatchObject({ card: { measures: { sources: [{ name: 'phone', negatives: 2, falseHits: 1 }] } } })
  })

  it('counts by format the copies that count, and one that it fails on takes the weight away', async () => {
    const of = (format: string, ...outcomes: EvaluatedItem['outcome'][]) =>
      outcomes.map((outcome, at) => item(`${format} ${at}`, 'negative', { outcome, format }))
    const found = Array.from({ length: 200 }, (_, at) => item(`${at}`, 'positive', { ...hit, format: 'GIF' }))
    const shared = item('s', 'negative', { ...hit, laundering: 'social', format: 'WAV' })
    const weigh = async (...outcomes: EvaluatedItem['outcome'][]) => {
      const honest = of('GIF', ...Array<'clear'>(400).fill('clear'))
      const evaluate = async () => [...found, ...honest, ...of('WAV', ...outcomes), shared]
      const made = await makeCard({ ...subject, evaluate }, context)
      return 'missing' in made ? expect.unreachable() : made.card
    }
    const failing = await weigh('hit', 'clear')
    expect(failing.measures?.formats).toEqual([
      { name: 'GIF', positives: 200, hits: 200, negatives: 400, falseHits: 0 },
      { name: 'WAV', positives: 0, hits: 0, negatives: 2, falseHits: 1 },
    ])
    expect(renderTables([failing])).toContain('| JPEG ghosts | WAV | – | 1 of 2 |')
    expect(cardLlr(failing)).toBe(0)
    expect(cardLlr(await weigh('clear', 'clear'))).toBeGreaterThan(0)
    const without = await makeCard(subject, context)
    expect('card' in without && renderTables([without.card])).not.toContain('**Formats**')
  })

  it('passes on what is missing', async () => {
    const missing = { missing: 'It needs photographs.' }
    expect(await makeCard({ ...subject, evaluate: async () => missing }, context)).toEqual(missing)
  })
})
