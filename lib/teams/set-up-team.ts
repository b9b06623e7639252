import crypto from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { members, setupLinks } from '@/drizzle/schema/teams'
import type { Actor } from '@/lib/access/actor'
import { digest } from '@/lib/access/digest'
import { hashPassword, Password } from '@/lib/access/password'
import { assertHardToGuess } from '@/lib/access/password-strength'
import { now } from '@/lib/clock'
import { database, type Transaction } from '@/lib/db/client'
import { withoutValues } from '@/lib/db/database-failure'
import { parseInput } from '@/lib/db/parse-input'
import { isUniqueViolation } from '@/lib/db/unique-violation'
import { DocketError } from '@/lib/errors'
import { isSetUp } from './create-setup-link'
import { findTeam } from './find-team'
import { insertTeam } from './insert-team'
import { Email, PersonName, TeamName } from './names'

const Details = z.object({ teamName: TeamName, name: PersonName, email: Email, password: Password })
type Details = z.output<typeof Details>

interface Made {
  teamId: string
  known: boolean
}

/**
 * First start, through the one-time link: the team and its first admin. The link is used up in the same transaction.
 * Throws `bad_request` with fields, `forbidden` for a wrong or used link, `conflict` when the instance has a team.
 */
export async function redeemSetupLink(given: z.input<typeof Details> & { token: string }): Promise<{ teamId: string }> {
  const details = parseInput(Details, given)
  assertHardToGuess(details.password, { email: details.email, names: [details.name, details.teamName] })
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
 * The same from the command line, for unattended installs; a second call with the same team changes nothing. `known`: the
 * admin had an account already, and keeps its name and password. Throws `bad_request` with fields.
 */
export async function setUpTeam(given: z.input<typeof Details>): Promise<Made & { created: boolean }> {
  const details = parseInput(Details, given)
  const existing = await findTeam(details.teamName)
  if (existing) return { teamId: existing, created: false, known: false }
  assertHardToGuess(details.password, { email: details.email, names: [details.name, details.teamName] })
  const passwordHash = await hashPassword(details.password)
  const made = await database().transaction((tx) => createTeam(tx, { ...details, passwordHash }, 'operator'))
  return { ...made, created: true }
}

async function createTeam(
  tx: Transaction,
  details: Details & { passwordHash: string },
  by: 'visitor' | 'operator',
): Promise<Made> {
  const teamId = crypto.randomUUID()
  const actor: Actor = { kind: by, teamId }
  await tx.execute(sql`select set_config('app.team_id', ${teamId}, true)`)
  const { memberId, known } = await ensurePerson(tx, details)
  await insertTeam(tx, actor, { name: details.teamName, memberId })
  return { teamId, known }
}

/**
 * The person with this e-mail, made when there is none. One who is `known` keeps name and password.
 * Throws `conflict` when somebody else makes them at the same moment; the transaction is lost then.
 */
export async function ensurePerson(
  tx: Transaction,
  person: { email: string; name: string; passwordHash: string },
): Promise<{ memberId: string; known: boolean }> {
  const [known] = await tx.execute<{ id: string }>(sql`select id from find_member(${person.email})`)
  return { memberId: known?.id ?? (await makePerson(tx, person)), known: known !== undefined }
}

/** Makes a person. Throws `conflict` where the e-mail has an account, of a moment ago too; the transaction is lost then. */
export async function makePerson(
  tx: Transaction,
  person: { email: string; name: string; passwordHash: string },
): Promise<string> {
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
