import crypto from 'node:crypto'
import type postgres from 'postgres'
import type { Member } from '@/lib/access/actor'
import { addMember } from '@/lib/teams/add-member'
import { setUpTeam } from '@/lib/teams/set-up-team'
import { type Person, password, people } from './people'

/** The team as actors, and a connection that row-level security does not bind, to put things into the past. */
export interface Desk {
  teamId: string
  actor(person: Person): Member
  owner: postgres.Sql
}

/** Makes the team that has nothing yet. */
export async function makeNewcomer(): Promise<void> {
  await setUpTeam({ teamName: 'Coast Radio', ...people.newcomer, password })
}

/** Makes the team and its people. */
export async function makePeople(owner: postgres.Sql, teamName: string): Promise<Desk> {
  const { teamId } = await setUpTeam({ teamName, ...people.ada, password })
  for (const person of [people.max, people.mo, people.noor]) {
    await addMember({ kind: 'operator', teamId }, { ...person, password })
  }
  const rows = await owner<{ id: string; email: string }[]>`select id, email from members`
  const actor = (person: Person): Member => {
    const memberId = rows.find(({ email }) => email === people[person].email)?.id ?? ''
    const session = { sessionId: crypto.randomUUID(), provedAt: new Date() }
    return { kind: 'member', teamId, teamName, memberId, ...session, ...people[person] }
  }
  return { teamId, actor, owner }
}
