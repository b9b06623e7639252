import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { type CardFile, hitLlr } from '@/lib/engine/card'
import { checks } from '@/lib/engine/registry'

export const cardsFolder = path.resolve(import.meta.dirname, '../../lib/engine/cards')

/** Every card that counts something, in the order of the checks. A card of zeros waits for its evaluation. */
export async function readCards(): Promise<CardFile[]> {
  const names = (await readdir(cardsFolder)).filter((name) => name.endsWith('.json'))
  const cards = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(path.join(cardsFolder, name), 'utf8')) as CardFile),
  )
  const order = Object.keys(checks)
  return cards
    .filter((card) => card.files.positives + card.files.negatives > 0)
    .toSorted((a, b) => order.indexOf(a.check) - order.indexOf(b.check) || hitLlr(b) - hitLlr(a))
}
