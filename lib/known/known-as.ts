import type { Finding } from '@/lib/audit/events'
import { findingNames } from '@/lib/cases/case-states'
import type { KnownAs, KnownMatch } from '@/lib/engine/match/known-match'
import type { ListedAs } from './read-list'

type Known = Pick<KnownMatch, 'known' | 'id' | 'caseNumber' | 'name' | 'as' | 'decided'>

/** A decided case as known media. What people cut, not faked, is known and no more. */
export function knownCase(row: { id: string; number: number; finding: Finding }): Known {
  return {
    known: 'case',
    id: row.id,
    caseNumber: row.number,
    name: `case ${row.number}`,
    as: casesAs[row.finding],
    decided: `which was decided to be “${findingNames[row.finding].name}”`,
  }
}

const casesAs: Record<Finding, KnownAs> = {
  synthetic: 'synthetic',
  manipulated: 'manipulated',
  authentic: 'authentic',
  cheap_edit: 'noted',
  inconclusive: 'noted',
  not_assessable: 'noted',
}

/** An entry of a list as known media. */
export function knownEntry(row: { id: string; label: string; list: string; what: ListedAs }): Known {
  const name = row.label ? `“${row.label}” of the list “${row.list}”` : `an entry of the list “${row.list}”`
  return { known: 'list', id: row.id, caseNumber: null, name, as: row.what, decided: entryWords[row.what] }
}

const entryWords: Record<ListedAs, string> = {
  fake: 'which is listed as fake',
  synthetic: 'which is listed as synthetic',
  manipulated: 'which is listed as manipulated',
  authentic: 'which is listed as authentic',
  noted: 'which is listed',
}
