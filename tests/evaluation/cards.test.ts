import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { cardName, hitLlr } from '@/lib/engine/card'
import { checkGhost } from '@/lib/engine/image/check-ghost'
import { openPicture } from '@/lib/engine/image/open-picture'
import { checks } from '@/lib/engine/registry'
import { readCards } from '../../scripts/evaluation/read-cards'
import type { Laundering } from '../../scripts/evaluation/subject'
import { subjects } from '../../scripts/evaluation/subjects'
import { weightOf } from '../../scripts/evaluation/weight-of'
import { compareSection } from '../../scripts/evaluation/write-section'

const sampleWithGhost = 'splice.jpg'

it('the tables of docs/engine.md are those of the cards; npm run engine:eval writes them', async () => {
  const { is, shouldBe } = await compareSection()
  expect(is).toBe(shouldBe)
})

it('every card is of a check, adds up, and says how it was counted', async () => {
  const cards = await readCards()
  expect(cards.length).toBeGreaterThan(1)
  for (const card of cards) {
    expect(Object.keys(checks)).toContain(card.check)
    const { positives, hits, negatives, falseHits, files } = card
    expect(hits, card.check).toBeLessThanOrEqual(positives)
    expect(falseHits, card.check).toBeLessThanOrEqual(negatives)
    expect(files.positives, card.check).toBeGreaterThanOrEqual(positives)
    expect(files.negatives, card.check).toBeGreaterThanOrEqual(negatives)
    expect(card.says.length, card.check).toBeGreaterThan(20)
    expect(card.set.length, card.check).toBeGreaterThan(20)
    // Counted here: then the inputs are known.
    const countedHere = card.reproduce === `npm run engine:eval -- --only ${cardName(card)}`
    expect(card.inputs !== null, card.check).toBe(countedHere)
    expect(weightOf(card)).toBeLessThanOrEqual(hitLlr(card))
  }
})

it('the sentence of every card is what its evaluation says of the counts in it, and claims nothing beyond counts', async () => {
  const loads = subjects as Record<string, (typeof subjects)[keyof typeof subjects]>
  for (const card of await readCards()) {
    const name = cardName(card)
    expect(card.says, name).not.toMatch(/\b(all|none|every|any|always|never|fewer|most)\b(?! the others)/i)
    const { measures } = card
    const subject = await loads[name]?.()
    if (!measures || !subject) return expect.unreachable(name)
    const level = (of: Laundering) => ({
      ...{ positives: 0, hits: 0, negatives: 0, falseHits: 0 },
      ...measures.launderings.find((one) => one.name === of),
      origins: card.files.origins,
    })
    const levels = { original: level('original'), 're-encoded': level('re-encoded'), social: level('social') }
    expect(subject.says(card.files, levels, measures.folds), name).toBe(card.says)
  }
})

it('of voices the sentence and docs/engine.md have the same share for each family, that of all its tests', async () => {
  const card = (await readCards()).find(({ check }) => check === 'sound.voice')
  const docs = (await readFile(path.resolve(import.meta.dirname, '../../docs/engine.md'), 'utf8')).replace(/\s+/g, ' ')
  for (const [family, name] of [
    ['espeak', 'eSpeak'],
    ['festival', 'Festival'],
    ['flite', 'Flite'],
  ] as const) {
    const folds = card?.measures?.folds.filter((fold) => fold.name.startsWith(`${family} × `)) ?? []
    const sum = (what: 'hits' | 'positives') => folds.reduce((all, fold) => all + fold[what], 0)
    const share = Math.round((100 * sum('hits')) / sum('positives'))
    expect(card?.says).toContain(`${share} % of ${name}’s`)
    expect(docs).toMatch(new RegExp(`${name} AUC [\\d.-]+(,| and) found in ${share} %`))
  }
})

it('every evaluation goes by the name of its card, and every card by that of its evaluation', async () => {
  const names = await Promise.all(Object.values(subjects).map(async (load) => cardName(await load())))
  expect(names).toEqual(Object.keys(subjects))
  expect((await readCards()).map(cardName).toSorted()).toEqual(names.toSorted())
})

it('checks take their counts from the cards and from nowhere else', async () => {
  const engine = path.resolve(import.meta.dirname, '../../lib/engine')
  const files = (await readdir(engine, { recursive: true })).filter((name) => name.endsWith('.ts'))
  const sources = await Promise.all(files.map((name) => readFile(path.join(engine, name), 'utf8')))
  for (const card of await readCards()) {
    const name = cardName(card)
    expect(
      sources.some((text) => text.includes(`cards/${name}.json'`)),
      name,
    ).toBe(true)
  }
  expect(files.filter((_, at) => /\bfalseHits: \d/.test(sources[at] ?? ''))).toEqual([])
})

it('a check that does not ask its card for a weight has none in the table', async () => {
  const engine = path.resolve(import.meta.dirname, '../../lib/engine')
  const files = (await readdir(engine, { recursive: true })).filter((name) => name.endsWith('.ts'))
  for (const card of await readCards()) {
    const texts = await Promise.all(files.map((name) => readFile(path.join(engine, name), 'utf8')))
    const own = texts.filter((text) => text.includes(`cards/${cardName(card)}.json'`))
    const asks = own.some((text) => /\b(?:cardLlr|hitLlr)\(/.test(text))
    if (!asks) expect(weightOf(card), card.check).toBe(0)
    // Counted on sources of ours: then one that it fails on takes its weight.
    if (card.measures) expect(own.filter((text) => /\bhitLlr\(/.test(text)).length, card.check).toBe(0)
  }
})

it('a hit weighs what its card says, and shows its sentence', async () => {
  const workFolder = await mkdtemp(path.join(tmpdir(), 'cards-'))
  try {
    const file = path.resolve(import.meta.dirname, '../media', sampleWithGhost)
    const [finding] = await checkGhost(await openPicture({ path: file, workFolder, visualize: false }))
    const card = (await readCards()).find(({ check }) => check === 'jpeg.ghost')
    if (!card) return expect.unreachable()
    expect(finding).toMatchObject({ status: 'hit', llr: weightOf(card) })
    expect(finding?.doesNotShow).toContain(card.says)
  } finally {
    await rm(workFolder, { recursive: true })
  }
})
