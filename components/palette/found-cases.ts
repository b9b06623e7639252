import { titleWords } from '@/components/case/media-words'
import { stateNames } from '@/lib/cases/case-states'
import type { FoundCase } from '@/lib/cases/find-by-identifier'
import { type Identifier, parseIdentifier } from '@/lib/cases/identifier'
import type { Entry } from './entries'

/** Cases that were found, as entries of the palette. */
export function caseEntries(found: FoundCase[]): Entry[] {
  return found.map(({ number, title, state }) => ({
    id: `case-${number}`,
    group: 'Cases',
    label: `Case ${number}`,
    detail: `${titleWords(title)} · ${stateNames[state]}`,
    href: `/cases/${number}`,
  }))
}

const nothing: Record<Identifier['kind'], string> = {
  number: 'Your team has no case with this number.',
  uuid: 'No case of your team belongs to this id.',
  sha256: 'No case of your team holds or remembers a file with this SHA-256.',
  url: 'No case of your team was opened from this address. Addresses of media that must not be kept are not searched.',
}

/** What is said where an identifier found nothing; null for a text that is none. */
export function nothingWords(text: string): string | null {
  const identifier = parseIdentifier(text)
  return identifier && nothing[identifier.kind]
}
