import type { CaseEvidence } from '@/lib/cases/read-case'

/** The evidence an answer rests on: what it names by its title in quotes, in the order to show, each title once. */
export function citedEvidence<Piece extends Pick<CaseEvidence, 'title' | 'status'>>(
  answer: string,
  evidence: Piece[],
): Piece[] {
  const cited = evidence.filter(({ title }) => answer.includes(`“${title}”`))
  // Of several pieces of one check the one that found something is meant.
  const first = new Map<string, Piece>()
  for (const piece of cited) {
    const before = first.get(piece.title)
    if (!before || (before.status !== 'hit' && piece.status === 'hit')) first.set(piece.title, piece)
  }
  return [...first.values()]
}
