import crypto from 'node:crypto'
import type { Actor, Member, Role } from '@/lib/access/actor'
import { addMember } from '@/lib/teams/add-member'
import { setUpTeam } from '@/lib/teams/set-up-team'

export const password = 'correct horse battery'

export interface TestTeam {
  teamId: string
  name: string
  operator: Actor
  worker: Actor
  admin: Member
  manager: Member
  moderator: Member
}

/** A team of its own with one person in each role, made by the product's own commands. */
export async function makeTeam(): Promise<TestTeam> {
  const tag = crypto.randomBytes(4).toString('hex')
  const name = `Desk ${tag}`
  const email = (role: Role) => `${role}.${tag}@example.test`
  const { teamId } = await setUpTeam({ teamName: name, name: 'Ada Admin', email: email('admin'), password })
  const operator: Actor = { kind: 'operator', teamId }
  const { findMemberId } = await import('./rows')
  const member = async (role: Role, personName: string): Promise<Member> => {
    const memberId =
      role === 'admin'
        ? await findMemberId(email(role))
        : (await addMember(operator, { email: email(role), name: personName, password, role })).memberId
    return {
      kind: 'member',
      teamId,
      teamName: name,
      memberId,
      sessionId: crypto.randomUUID(),
      name: personName,
      email: email(role),
      role,
      provedAt: new Date(),
    }
  }
  return {
    teamId,
    name,
    operator,
    worker: { kind: 'worker', teamId },
    admin: await member('admin', 'Ada Admin'),
    manager: await member('manager', 'Max Manager'),
    moderator: await member('moderator', 'Mo Moderator'),
  }
}
