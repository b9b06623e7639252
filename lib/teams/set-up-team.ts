import crypto from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { queues } from '@/drizzle/schema/queues'
import { members, memberships, setupLinks, teams } from '@/drizzle/schema/teams'
import type { Actor } from '@/lib/access/actor'
import { digest } from '@/lib/access/digest'
import { hashPassword, Password } from '@/lib/access/password'
import { recordEvents } from '@/lib/audit/record'
import { now } from '@/lib/clock'
import { database, type Transaction } from '@/lib/db/client'
import { withoutValues } from '@/lib/db/database-failure'
import { parseInput } from '@/lib/db/parse-input'
import { isUniqueViolation } from '@/lib/db/unique-violation'
import { DocketError } from '@/lib/errors'
import { isSetUp } from './create-setup-link'
import { findTeam } from './find-team'
import { Email, PersonName, TeamName } from './names'

const Details = z.object({ teamName: TeamName, name: PersonName, email: Email, password: Password })
type Details = z.output<typeof Details>

/**
 * First start, through the one-time link: the team and its first admin. The link is used up in the same transaction.
 * Throws `bad_request` with fields, `forbidden` for a wrong or used link, `conflict` when the instance has a team.
 */
export async function redeemSetupLink(given: z.input<typeof Details> & { token: string }): Promise<{ teamId: string }> {
  const details = parseInput(Details, given)
  const passwordHash = await hashPassword(details.password)
  if (await isSetUp()) throw new DocketError('conflict', 'This Docket has been set up already. Sign in instead.')
  return database().transaction(async (tx) => {
    const used = await tx
      .update(setupLinks)
      .set({ usedAt: now() })
      .where(and(eq(setupLinks.tokenHash, digest(given.token)), isNull(setupLinks.usedAt)))
      .returning({ tokenHash: setupLinks.tokenHash })
    if (used.length === 0) {
      throw new DocketError(
        'forbidden',
        'This set-up link is not valid or was used. Restart Docket: it prints a new one.',
      )
    }
    return createTeam(tx, { ...details, passwordHash }, 'visitor')
  })
}

/**
 * The same from the command line, for unattended installs; a second call with the same team and admin changes nothing.
 * Throws `bad_request` with fields.
 */
export async function setUpTeam(given: z.input<typeof Details>): Promise<{ teamId: string; created: boolean }> {
  const details = parseInput(Details, given)
  const existing = await findTeam(details.teamName)
  if (existing) return { teamId: existing, created: false }
  const passwordHash = await hashPassword(details.password)
  const made = await database().transaction((tx) => createTeam(tx, { ...details, passwordHash }, 'operator'))
  return { ...made, created: true }
}

async function createTeam(
  tx: Transaction,
  details: Details & { passwordHash: string },
  by: 'visitor' | 'operator',
): Promise<{ teamId: string }> {
  const teamId = crypto.randomUUID()
  const actor: Actor = { kind: by, teamId }
  await tx.execute(sql`select set_config('app.team_id', ${teamId}, true)`)
  await tx.insert(teams).values({ id: teamId, name: details.teamName })
  // For whatever no rule sends elsewhere; it can be renamed.
  await tx.insert(queues).values({ teamId, name: 'Main queue', isDefault: true })
  const memberId = await ensurePerson(tx, details)
  await tx.insert(memberships).values({ teamId, memberId, role: 'admin' })
  await recordEvents(tx, actor, [{ type: 'team.created' }, { type: 'member.added', memberId, role: 'admin' }])
  return { teamId }
}

/**
 * The id of the person with this e-mail, made when there is none. A person who is here keeps name and password.
 * Throws `conflict` when somebody else makes them at the same moment; the transaction is lost then.
 */
export async function ensurePerson(
  tx: Transaction,
  person: { email: string; name: string; passwordHash: string },
): Promise<string> {
  const [known] = await tx.execute<{ id: string }>(sql`select id from find_member(${person.email})`)
  if (known) return known.id
  const memberId = crypto.randomUUID()
  try {
    await tx.insert(members).values({ id: memberId, ...pick(person) })
  } catch (error) {
    if (!isUniqueViolation(withoutValues(error), 'members_email_unique')) throw error
    throw new DocketError(
      'conflict',
      `${person.email} was added by someone else a moment ago. Look whether it is there.`,
      {
        fields: { email: ['was added a moment ago'] },
      },
    )
  }
  return memberId
}

function pick({ email, name, passwordHash }: { email: string; name: string; passwordHash: string }) {
  return { email, name, passwordHash }
}
