import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import type { Finding } from '@/lib/engine/check'

const folder = path.resolve(import.meta.dirname, '../../lib/engine/cards')
const cards = readdirSync(folder).map((file) => ({
  name: path.basename(file, '.json'),
  ...JSON.parse(readFileSync(path.join(folder, file), 'utf8')),
}))

/** Expects a finding to have the counts of the card whose sentence it quotes, by its file's name, and none where it quotes none. */
export function expectCard({ doesNotShow, card }: Pick<Finding, 'doesNotShow' | 'card'>): void {
  const quoted = cards.find(({ says }) => doesNotShow.includes(says))
  const { name, positives, hits, negatives, falseHits } = quoted ?? {}
  expect(card).toEqual(quoted && { name, positives, hits, negatives, falseHits })
}
