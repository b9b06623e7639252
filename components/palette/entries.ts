import type { NavigationGroup, Place } from '@/components/shell/navigation'
import { roleNames } from '@/components/shell/role-names'
import { parseIdentifier } from '@/lib/cases/identifier'
import { type KeyAction, keyActions } from '@/lib/desk/key-actions'
import type { OwnTeam } from '@/lib/teams/list-own-teams'

export const groups = ['Cases', 'On this page', 'Pages', 'Queues', 'Teams', 'Search'] as const

/** Something the palette leads to or does. */
export interface Entry {
  /** Unique in the list, and fit for an id. */
  id: string
  group: (typeof groups)[number]
  label: string
  /** What is said beside it, smaller. */
  detail?: string
  place?: Place
  /** Where it leads; absent: `action` is done, or the team changed. */
  href?: string
  action?: KeyAction
  /** The other team it changes to. */
  teamId?: string
}

/** The pages a person may open, as the navigation has them. */
export function pageEntries(navigation: NavigationGroup[]): Entry[] {
  return navigation.flatMap(({ heading, entries }) =>
    entries.map(({ place, label, href }) => ({
      id: `page-${place}`,
      group: 'Pages' as const,
      label,
      ...(heading && { detail: heading }),
      place,
      href,
    })),
  )
}

/** The team's queues, and all of them together. */
export function queueEntries(queues: { id: string; name: string }[]): Entry[] {
  return queues.map(({ id, name }) => ({ id: `queue-${id}`, group: 'Queues', label: name, href: `/queue?queue=${id}` }))
}

/** One's other teams, to change to. */
export function teamEntries(teams: OwnTeam[]): Entry[] {
  return teams.map(({ teamId, name, role }) => ({
    id: `team-${teamId}`,
    group: 'Teams',
    label: name,
    detail: `Change the team · ${roleNames[role].name} there`,
    teamId,
  }))
}

/** What would do something on the page behind the palette, apart from the digits and from searching, which is done here. */
export function actionEntries(bound: ReadonlySet<KeyAction>): Entry[] {
  return [...bound]
    .filter((action) => action !== 'search' && !/^choice\d$/.test(action))
    .map((action) => ({ id: `do-${action}`, group: 'On this page', label: keyActions[action].does, action }))
}

/** What fits the text: every word of it begins a word of the label or stands somewhere in it, the best first in each group. */
export function matching(entries: Entry[], text: string): Entry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return entries.filter(({ group }) => group !== 'Search')
  const scored = entries
    .map((entry) => ({ entry, score: scoreOf(entry, words) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
  return groups.flatMap((group) => scored.filter(({ entry }) => entry.group === group).map(({ entry }) => entry))
}

/** 0: does not fit. */
function scoreOf({ label, detail = '' }: Entry, words: string[]): number {
  const [name, whole] = [label.toLowerCase(), `${label} ${detail}`.toLowerCase()]
  const scores = words.map((word) => {
    if (name.startsWith(word)) return 3
    if (whole.split(/[\s(-]+/).some((part) => part.startsWith(word))) return 2
    return whole.includes(word) ? 1 : 0
  })
  return scores.every((score) => score > 0) ? scores.reduce<number>((sum, score) => sum + score, 0) : 0
}

/** The way to the queue's own search, for a text that names no case by itself. */
export function searchEntry(text: string): Entry | null {
  const wanted = text.trim()
  if (wanted === '' || wanted.length > 200 || parseIdentifier(wanted)) return null
  return {
    id: 'search',
    group: 'Search',
    label: `Search all cases for “${wanted}”`,
    href: `/queue?${new URLSearchParams({ state: 'all', q: wanted })}`,
  }
}
