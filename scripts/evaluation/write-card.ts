import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type CardFile, cardName } from '@/lib/engine/card'
import { cardsFolder } from './read-cards'

/** Writes `lib/engine/cards/<name>.json`, from which the check takes its weight and its sentence. */
export async function writeCard(card: CardFile): Promise<void> {
  await writeFile(path.join(cardsFolder, `${cardName(card)}.json`), `${JSON.stringify(card, null, 2)}\n`)
}
