import type { Role } from '@/lib/access/actor'

/** Everybody's. */
export const password = 'a password for pictures only'

/** The people of the pictures' team. */
export const people = {
  ada: { name: 'Ada Lind', email: 'ada@example.org', role: 'admin' },
  max: { name: 'Max Okafor', email: 'max@example.org', role: 'manager' },
  mo: { name: 'Mo Farrow', email: 'mo@example.org', role: 'moderator' },
  noor: { name: 'Noor Haddad', email: 'noor@example.org', role: 'moderator' },
  /** Of another team, which has nothing yet. */
  newcomer: { name: 'Ines Ferro', email: 'ines@example.org', role: 'admin' },
} as const satisfies Record<string, { name: string; email: string; role: Role }>
export type Person = keyof typeof people
