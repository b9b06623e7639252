import { pseudonymOf, type TrailActor } from './pseudonym'

/** Somebody who appears in a bundle. */
export interface ListedPerson {
  name: string
  kind: TrailActor['kind']
  /** Random, as the trail's entries hold it, because their hashes cover it; it stands for nobody outside of this server. */
  id: string
}

/** Names people as a bundle does, and remembers whom it named. */
export interface People {
  name(kind: TrailActor['kind'], id: string | null): string
  listed(): ListedPerson[]
}

/** The people of one bundle of a team. */
export function peopleOf(teamId: string): People {
  const seen = new Map<string, ListedPerson>()
  return {
    name(kind, id) {
      const name = pseudonymOf(teamId, { kind, id })
      if (id !== null) seen.set(`${kind} ${id}`, { name, kind, id })
      return name
    },
    listed: () => [...seen.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}
