import { type CardFile, cardLlr, cardName } from '@/lib/engine/card'
import { mostOfCapture, mostOfChange } from '@/lib/engine/provenance/weigh-manifest'
import { checks } from '@/lib/engine/registry'
import { familyCaps } from '@/lib/engine/verdict'

/** What a hit weighs when it stands alone; below 0 where it speaks for the media. */
export function weightOf(card: CardFile): number {
  switch (cardName(card)) {
    case 'jpeg.double':
    case 'picture.noise':
      // Context by what they find, however seldom they err.
      return 0
    case 'provenance.c2pa.captured':
      return -Math.min(cardLlr(card), mostOfCapture)
    case 'provenance.c2pa.changed':
      return Math.min(cardLlr(card), mostOfChange)
    default:
      return Math.min(cardLlr(card), familyCaps[checkOf(card).family])
  }
}

/** The check in the registry that a card is of. */
export function checkOf(card: CardFile) {
  const entry = Object.entries(checks).find(([name]) => name === card.check)?.[1]
  if (!entry) throw new Error(`There is a card of ${card.check}, but no such check.`)
  return entry
}
