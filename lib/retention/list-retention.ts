import { and, asc, count, desc, eq, gte, inArray, lt, ne, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { purgeSteps, receipts } from '@/drizzle/schema/retention'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { copyTitle } from './copies'
import { dueAt } from './due-at'
import { readAskedToGo } from './rules-then'

export const retentionPageSize = 50

/** Where a deletion stands, worst first: the order of the page. */
export const standings = ['failed', 'purging', 'due', 'purged'] as const
export type Standing = (typeof standings)[number]

export const purgeReasons = ['zero_retention', 'withdrawn', 'manual', 'erasure', 'key_lost'] as const

const Input = z.object({
  standings: z.array(z.enum(standings)).default([]),
  reasons: z.array(z.enum(purgeReasons)).default([]),
  caseNumber: z.number().int().positive().nullable().default(null),
  /** When the case was handed in: from this instant on, and before that one. */
  since: z.date().nullable().default(null),
  until: z.date().nullable().default(null),
  /** `next` of the page before. */
  after: z
    .string()
    .regex(/^[0-3]\.\d{1,9}$/)
    .nullable()
    .default(null),
})

/** A required copy that is still there, or of which nobody says that it is gone. */
const open = and(
  eq(purgeSteps.teamId, cases.teamId),
  eq(purgeSteps.caseId, cases.id),
  eq(purgeSteps.required, true),
  eq(purgeSteps.result, 'failed'),
)
const hasFailed = sql`exists (select 1 from ${purgeSteps} where ${open})`
const standing = sql<number>`case when ${cases.retention} = 'purged' then 3 when ${cases.retention} = 'due' then 2
  when ${hasFailed} then 0 else 1 end`

/**
 * One page of the team's cases whose media had or has to go: failures first, then what is being deleted, then what is due,
 * then what is gone; within each the newest first. With the place of the next page, how many of each standing fit whatever else
 * is asked for, and how many there are in all.
 */
export const listRetention = query({
  permission: 'retention.read',
  input: Input,
  async run(tx, input, { teamId }) {
    const [rank, number] = input.after?.split('.').map(Number) ?? [-1, Number.MAX_SAFE_INTEGER]
    const wanted = and(
      eq(cases.teamId, teamId),
      ne(cases.retention, 'keep'),
      input.reasons.length > 0 ? inArray(cases.purgeReason, input.reasons) : undefined,
      input.caseNumber ? eq(cases.number, input.caseNumber) : undefined,
      input.since ? gte(cases.createdAt, input.since) : undefined,
      input.until ? lt(cases.createdAt, input.until) : undefined,
    )
    const isShown = (name: Standing) => input.standings.length === 0 || input.standings.includes(name)
    const found: CaseLine[] = []
    for (const [at, name] of standings.entries()) {
      if (at < (rank ?? -1) || !isShown(name) || found.length > retentionPageSize) continue
      const behind = at === rank ? lt(cases.number, number ?? 0) : undefined
      found.push(...(await readLines(tx, and(wanted, isOf(name), behind), retentionPageSize + 1 - found.length)))
    }
    const page = found.slice(0, retentionPageSize)
    const last = page.at(-1)
    return {
      rows: await withSteps(tx, teamId, page),
      next: found.length > retentionPageSize && last ? `${last.rank}.${last.number}` : null,
      ...(await countStandings(tx, teamId, wanted)),
    }
  },
})

export type RetentionPage = Awaited<ReturnType<typeof listRetention>>
export type RetentionRow = RetentionPage['rows'][number]

/** Said so that the partial indexes on `retention` serve. */
function isOf(name: Standing): SQL | undefined {
  switch (name) {
    case 'failed':
      return and(eq(cases.retention, 'purging'), hasFailed)
    case 'purging':
      return and(eq(cases.retention, 'purging'), sql`not ${hasFailed}`)
    case 'due':
    case 'purged':
      return eq(cases.retention, name)
    default:
      return name satisfies never
  }
}

type CaseLine = Awaited<ReturnType<typeof readLines>>[number]

function readLines(tx: Transaction, where: SQL | undefined, limit: number) {
  return tx
    .select({
      caseId: cases.id,
      number: cases.number,
      title: cases.title,
      state: cases.state,
      reason: cases.purgeReason,
      createdAt: cases.createdAt,
      zeroRetention: cases.zeroRetention,
      submittedByKind: cases.submittedByKind,
      purgeAfter: cases.purgeAfter,
      decidedAt: cases.decidedAt,
      withdrawnAt: cases.withdrawnAt,
      purgedAt: cases.fileDeletedAt,
      receipt: receipts.sha256,
      rank: standing,
    })
    .from(cases)
    .leftJoin(receipts, and(eq(receipts.teamId, cases.teamId), eq(receipts.caseId, cases.id)))
    .where(where)
    .orderBy(desc(cases.number))
    .limit(limit)
}

async function withSteps(tx: Transaction, teamId: string, lines: CaseLine[]) {
  const ids = lines.map(({ caseId }) => caseId)
  const steps =
    ids.length === 0
      ? []
      : await tx
          .select()
          .from(purgeSteps)
          .where(and(eq(purgeSteps.teamId, teamId), inArray(purgeSteps.caseId, ids)))
          .orderBy(asc(purgeSteps.position))
  const byCase = Map.groupBy(steps, ({ caseId }) => caseId)
  const askedToGo = await readAskedToGo(tx, teamId)
  return lines.map(({ rank, submittedByKind, withdrawnAt, purgeAfter, decidedAt, ...line }) => {
    const required = (byCase.get(line.caseId) ?? []).filter((step) => step.required)
    return {
      ...line,
      standing: standings[rank] ?? 'purging',
      asked: askedToGo({ ...line, submittedByKind }),
      /** Null: as soon as nothing works on it. */
      dueAt: dueAt({ state: line.state, purgeReason: line.reason, purgeAfter, decidedAt, withdrawnAt }),
      /** Copies known to be gone, of those that have to be; 0 of 0 before the deletion begins. */
      proven: required.filter(({ result }) => result === 'gone' || result === 'absent').length,
      required: required.length,
      failed: required
        .filter(({ result }) => result === 'failed')
        .map(({ copy, subject, failure, attempts, attemptedAt }) => ({
          copy,
          subject,
          title: copyTitle(copy),
          failure: failure ?? '',
          attempts,
          attemptedAt,
        })),
    }
  })
}

async function countStandings(tx: Transaction, teamId: string, wanted: SQL | undefined) {
  const found = await tx
    .select({ rank: standing, fit: sql<number>`(count(*) filter (where ${wanted}))::int`, all: count() })
    .from(cases)
    .where(and(eq(cases.teamId, teamId), ne(cases.retention, 'keep')))
    .groupBy(sql`1`)
  const counted = (which: 'fit' | 'all'): Record<Standing, number> => {
    const of = (name: Standing) => found.find(({ rank }) => standings[rank] === name)?.[which] ?? 0
    return { failed: of('failed'), purging: of('purging'), due: of('due'), purged: of('purged') }
  }
  return { counts: counted('fit'), inAll: counted('all') }
}
