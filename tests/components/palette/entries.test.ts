import { describe, expect, it } from 'vitest'
import {
  actionEntries,
  type Entry,
  matching,
  pageEntries,
  queueEntries,
  searchEntry,
  teamEntries,
} from '@/components/palette/entries'
import { caseEntries, nothingWords } from '@/components/palette/found-cases'
import { navigationFor } from '@/components/shell/navigation'
import type { Member, Role } from '@/lib/access/actor'
import { redactedName } from '@/lib/media/redacted-name'

const member = (role: Role): Member => ({
  kind: 'member',
  teamId: '',
  teamName: '',
  memberId: '',
  sessionId: '',
  name: '',
  email: '',
  role,
  provedAt: new Date(),
})
const labels = (entries: Entry[]) => entries.map(({ label }) => label)

describe('what the palette offers', () => {
  it('is the pages that a person may open and no others', () => {
    const pages = labels(pageEntries(navigationFor(member('moderator'))))
    expect(pages).toContain('Queue')
    expect(pages).not.toContain('API keys')
    expect(labels(pageEntries(navigationFor(member('admin'))))).toContain('API keys')
  })
  it('is one’s other teams, each with what one is there', () => {
    const teams = teamEntries([{ teamId: 't', name: 'Night desk', role: 'manager' }])
    expect(teams).toEqual([
      { id: 'team-t', group: 'Teams', label: 'Night desk', detail: 'Change the team · Manager there', teamId: 't' },
    ])
    expect(labels(matching(teams, 'team night'))).toEqual(['Night desk'])
  })
  it('is what the page behind it can do, without the digits', () => {
    expect(actionEntries(new Set(['skip', 'choice1']))).toEqual([
      { id: 'do-skip', group: 'On this page', label: 'Skip the case', action: 'skip' },
    ])
  })
  it('is not the palette itself, which the key for searching opens where no list can be searched', () => {
    expect(actionEntries(new Set(['search']))).toEqual([])
  })
  it('has each entry once', () => {
    const all = [...pageEntries(navigationFor(member('admin'))), ...queueEntries([{ id: 'a', name: 'Main queue' }])]
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  })
})

describe('matching', () => {
  const entries: Entry[] = [
    ...actionEntries(new Set(['skip', 'toQueue'])),
    ...pageEntries(navigationFor(member('admin'))),
    ...queueEntries([
      { id: 'a', name: 'Main queue' },
      { id: 'b', name: 'Election' },
    ]),
  ]
  it('keeps everything for an empty text', () => expect(matching(entries, '  ')).toEqual(entries))
  it('wants every word, and puts what begins with it first in its group', () => {
    expect(labels(matching(entries, 'queue main'))).toEqual(['Main queue'])
    expect(labels(matching(entries, 'queue'))[0]).toBe('Back to the queue')
    expect(labels(matching(entries, 're').filter(({ group }) => group === 'Pages'))[0]).toMatch(/^Re/)
  })
  it('finds nothing where nothing fits', () => expect(matching(entries, 'zebra')).toEqual([]))
})

describe('a text that names no case', () => {
  it('leads to the search over all cases', () => {
    expect(searchEntry(' a & b ')?.href).toBe('/queue?state=all&q=a+%26+b')
  })
  it('does not where it is an identifier, empty or too long', () => {
    for (const text of ['12', 'a'.repeat(64), 'https://example.org/a.jpg', ' ', 'x '.repeat(150)]) {
      expect(searchEntry(text)).toBeNull()
    }
  })
  it('has a sentence for an identifier that finds nothing', () => {
    expect(nothingWords('12')).toMatch(/no case with this number/)
    expect(nothingWords('https://example.org/a.jpg')).toMatch(/not searched/)
    expect(nothingWords('words')).toBeNull()
  })
})

it('says of a found case whose name went with its media that it is deleted', () => {
  const title = redactedName('witness.jpg')
  const [entry] = caseEntries([{ number: 12, title, state: 'decided', by: 'number' }])
  expect(entry?.detail).toBe('Name deleted · Decided')
})

it('shows found cases with their title and state', () => {
  expect(caseEntries([{ number: 12, title: 'photo.png', state: 'waiting', by: 'number' }])).toEqual([
    { id: 'case-12', group: 'Cases', label: 'Case 12', detail: 'photo.png · Waiting', href: '/cases/12' },
  ])
})
