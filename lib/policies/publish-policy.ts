import crypto from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { and, desc, eq, isNull, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import { policies, policyVersions } from '@/drizzle/schema/policies'
import { actorId } from '@/lib/access/actor'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'
import { PolicyRules } from './policy-rules'

const Input = z.object({
  /** Null: a policy of its own. */
  policyId: z.uuid().nullable().default(null),
  name: z.string().trim().min(1, 'give it a name').max(80, 'at most 80 characters'),
  words: z
    .string()
    .transform((given) => given.replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().min(1, 'say what people judge by').max(20_000, 'at most 20,000 characters')),
  rules: PolicyRules,
  /** The version that was edited, so that nobody's change is overwritten unseen; null for a new policy. */
  basedOn: z.number().int().positive().nullable().default(null),
})

/**
 * Publishes a policy, or its next version: in force at once, and never changed again. Throws `not_found`; `conflict` when the name
 * is taken, the policy is archived, somebody has published meanwhile, or nothing was changed.
 */
export const publishPolicy = command({
  permission: 'policy.manage',
  input: Input,
  async run(tx, { policyId: known, name, words, rules, basedOn }, actor) {
    const { teamId } = actor
    assertActionsDiffer(rules)
    const policyId = known ?? crypto.randomUUID()
    // Before the name is looked at: of two who publish at once the second sees the first.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`policies ${teamId}`}, 0))`)
    await assertNameIsFree(tx, { teamId, policyId, name })
    const given = { name, words, rules }
    const was = known ? await latestVersion(tx, { teamId, policyId, basedOn, given }) : null
    const version = (was?.version ?? 0) + 1
    if (!known) await tx.insert(policies).values({ id: policyId, teamId, name })
    else
      await tx
        .update(policies)
        .set({ name })
        .where(and(eq(policies.teamId, teamId), eq(policies.id, policyId)))
    await tx.insert(policyVersions).values({ teamId, policyId, version, words, rules, createdBy: actorId(actor) })
    const told = {
      before: was && { version: was.version, name: was.name },
      after: { version, name },
      changed: was ? changedIn(was, given) : [],
    }
    return { result: { policyId, version }, events: [{ type: 'policy.published', policyId, version, ...told }] }
  },
})

interface Next {
  teamId: string
  policyId: string
  basedOn: number | null
  given: Said
}

interface Said {
  name: string
  words: string
  rules: PolicyRules
}

async function latestVersion(
  tx: Transaction,
  { teamId, policyId, basedOn, given }: Next,
): Promise<Said & { version: number }> {
  const [latest] = await tx
    .select({
      ...{ name: policies.name, archivedAt: policies.archivedAt, version: policyVersions.version },
      ...{ words: policyVersions.words, rules: policyVersions.rules },
    })
    .from(policies)
    .innerJoin(
      policyVersions,
      and(eq(policyVersions.teamId, policies.teamId), eq(policyVersions.policyId, policies.id)),
    )
    .where(and(eq(policies.teamId, teamId), eq(policies.id, policyId)))
    .orderBy(desc(policyVersions.version))
    .limit(1)
  if (!latest) throw notFound('Policy')
  const { archivedAt, version, ...was } = latest
  if (archivedAt) throw conflict('This policy is archived. Publish a new one instead.')
  if (basedOn !== version) {
    throw conflict(
      `Version ${version} was published meanwhile. Nothing of yours is lost: compare it, then publish again.`,
    )
  }
  const said = { ...was, rules: PolicyRules.parse(was.rules) }
  if (changedIn(said, given).length === 0) {
    throw conflict(`Nothing was changed: version ${version} says exactly this.`)
  }
  return { ...said, version }
}

function changedIn(was: Said, given: Said): (keyof Said)[] {
  const parts = ['name', 'words', 'rules'] as const
  return parts.filter((part) => !isDeepStrictEqual(was[part], given[part]))
}

async function assertNameIsFree(
  tx: Transaction,
  { teamId, policyId, name }: { teamId: string; policyId: string; name: string },
): Promise<void> {
  const same = and(
    eq(policies.teamId, teamId),
    ne(policies.id, policyId),
    isNull(policies.archivedAt),
    sql`lower(${policies.name}) = lower(${name})`,
  )
  if ((await tx.$count(policies, same)) === 0) return
  throw new DocketError('conflict', `There is a policy called “${name}” already. Choose another name.`, {
    fields: { name: ['is taken by another policy'] },
  })
}

function assertActionsDiffer({ actions }: PolicyRules): void {
  const twice = actions.find(({ code }, at) => actions.findIndex((other) => other.code === code) !== at)
  if (!twice) return
  const says = `two actions have the code “${twice.code}”`
  throw new DocketError('bad_request', `rules: ${says}`, { fields: { rules: [says] } })
}

function conflict(says: string): DocketError {
  return new DocketError('conflict', says)
}
