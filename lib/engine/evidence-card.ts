import { z } from 'zod'
import { type CardFile, cardName, type EvaluationCard } from './card'

const count = z.number().int().nonnegative()

/** The counts behind what a piece of evidence says of its errors, so that a reader can work out its weight again. */
export const EvidenceCard = z.object({
  name: z
    .string()
    .min(1)
    .max(300)
    .describe(
      'The card: `jpeg.ghost` and the like of Docket’s own; of an administrator’s model where its counts are from.',
    ),
  positives: count.describe('Media that should give a hit.'),
  hits: count.describe('How many of them did.'),
  negatives: count.describe('Media that should not.'),
  falseHits: count.describe('How many of them did all the same.'),
})
export type EvidenceCard = z.infer<typeof EvidenceCard>

/** What a piece of evidence shows of a card of ours, whose sentence it quotes. */
export function quoteCard(card: Pick<CardFile, 'check' | 'hit'> & EvaluationCard): EvidenceCard {
  return countsOf(cardName(card), card)
}

/** The counts of a card by this name, and nothing else of it. */
export function countsOf(name: string, { positives, hits, negatives, falseHits }: EvaluationCard): EvidenceCard {
  return { name, positives, hits, negatives, falseHits }
}
