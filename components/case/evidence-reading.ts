import type { CaseEvidence } from '@/lib/cases/read-case'
import { type EvidenceStatus, evidenceStatuses, type Family, families } from '@/lib/engine/evidence'

type Piece = Pick<CaseEvidence, 'status' | 'points' | 'family'>

/** How many pieces of a family came to what. */
export interface FamilyCount {
  family: Family
  counts: Record<EvidenceStatus, number>
}

/** What all checks together came to, in two or three sentences; that they contradict each other is said first. */
export function evidenceReading(evidence: Piece[]): string {
  const of = (status: EvidenceStatus) => evidence.filter((piece) => piece.status === status)
  const hits = of('hit')
  const towards = (...points: Piece['points'][]) => hits.filter((piece) => points.includes(piece.points)).length
  const directions = [
    [towards('synthetic'), 'to synthetic'],
    [towards('manipulated'), 'to manipulated'],
    [towards('authentic'), 'to authentic'],
  ] as const
  const said = directions.filter(([many]) => many > 0).map(([many, to]) => `${many} ${to}`)
  const context = towards('context')
  if (context > 0) said.push(`${context} to neither`)
  const contradict = towards('synthetic', 'manipulated') > 0 && towards('authentic') > 0
  const applied = evidence.length - of('not_applicable').length - of('not_checked').length
  const rest = [
    hits.length > 0 && of('clear').length > 0 && `${of('clear').length} found nothing`,
    of('failed').length > 0 && `${of('failed').length} failed`,
    of('not_checked').length > 0 &&
      `${of('not_checked').length} ${of('not_checked').length === 1 ? 'was' : 'were'} not made`,
  ].filter((part) => part !== false)
  return [
    contradict && 'They do not agree; look at both sides.',
    hits.length > 0 && `${hits.length} of ${countWords(applied, 'check')} found something: ${said.join(', ')}.`,
    hits.length === 0 &&
      applied > 0 &&
      (applied === 1 ? 'The one check found nothing.' : `None of ${applied} checks found anything.`),
    rest.length > 0 && `${rest.join(', ')}.`,
  ]
    .filter((sentence) => sentence !== false)
    .join(' ')
}

/** The same by kind of check, without kinds of which there is none. */
export function countFamilies(evidence: Piece[]): FamilyCount[] {
  return families
    .map((family) => {
      const own = evidence.filter((piece) => piece.family === family)
      const counts = evidenceStatuses.map((status) => [status, own.filter((piece) => piece.status === status).length])
      return { family, counts: Object.fromEntries(counts) as FamilyCount['counts'] }
    })
    .filter(({ counts }) => Object.values(counts).some((many) => many > 0))
}

function countWords(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`
}
