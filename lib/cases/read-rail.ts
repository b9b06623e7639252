import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { notes } from '@/drizzle/schema/desk'
import { queues } from '@/drizzle/schema/queues'
import { type Actor, actorId } from '@/lib/access/actor'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { notFound } from '@/lib/errors'
import { exhibitsOf } from '@/lib/exhibits/exhibits-of'
import { everybodyOf } from '@/lib/notes/colleagues'
import { unreadBy } from '@/lib/notes/mentions-of-mine'
import { notesOf } from '@/lib/notes/notes-of'
import { policyOf } from '@/lib/policies/policy-in-force'
import { secretsFor } from '@/lib/retention/unredact-case'
import { whyNotIndependent } from '@/lib/reviews/independent'
import { reviewsOf } from '@/lib/reviews/reviews-of'
import { mayWithdraw } from '@/lib/reviews/withdraw-review'
import { type CaseDecision, decisionsOf } from './decisions-of'
import { graceSecondsOf } from './grace-window'
import { handoversOf } from './handovers-of'
import { mostCases } from './identifier'
import { impressionsOf } from './impressions-of'
import { railAbilities } from './rail-abilities'
import { isOver } from './settled-decision'

/**
 * What the decision rail beside a case shows: the policy it is judged by, what was decided and can still be taken back, second
 * looks, notes, exhibits, and what the reader may do. Throws `not_found` for an unknown number and for another team's alike.
 */
export const readRail = query({
  permission: 'case.read',
  input: z.object({ number: z.number().int().positive().max(mostCases) }),
  async run(tx, { number }, actor) {
    const { teamId } = actor
    const [found] = await tx
      .select()
      .from(cases)
      .where(and(eq(cases.teamId, teamId), eq(cases.number, number)))
    if (!found) throw notFound(`Case ${number}`)
    const ofCase = { teamId, caseId: found.id }
    const decisions = await decisionsOf(tx, ofCase)
    const reviews = await reviewsOf(tx, ofCase)
    const open = reviews.find(({ status }) => status === 'open') ?? null
    const me = actorId(actor)
    const isEnded = found.state === 'failed' || found.state === 'closed'
    const whyNot = isEnded
      ? neverGiven[open?.kind ?? 'second_review']
      : open && me
        ? await whyNotIndependent(tx, found, me)
        : null
    const standing = standingOf(decisions, { me, isLookedAtAgain: open?.kind === 'second_review' })
    const secrets = await secretsFor(tx, actor, found)
    const everybody = await everybodyOf(tx, teamId)
    const cited = new Set(decisions.flatMap(({ exhibits, undoneAt }) => (undoneAt ? [] : exhibits)))
    return {
      caseId: found.id,
      policy: await policyOf(tx, found),
      graceSeconds: await graceSecondsOf(tx, teamId),
      decisions,
      standing,
      reviews,
      review: open && {
        ...open,
        mayAnswer: whyNot === null,
        whyNot,
        mayWithdraw: !isEnded && mayWithdraw(open, actor),
      },
      notes: await notesOf(tx, actor, found, secrets),
      unreadMentions: await countUnread(tx, actor, found.id),
      exhibits: await exhibitsOf(tx, actor, found, { secrets, cited }),
      /** Whom one can name and send the case to. */
      colleagues: everybody.filter(({ isHere }) => isHere).map(({ memberId, name }) => ({ memberId, name })),
      /** By id, of people who have left too: for what was said and done. */
      names: Object.fromEntries(everybody.map(({ memberId, name }) => [memberId, name])),
      /** By id, of queues that were given up too: for where the case has been. */
      queueNames: await queueNamesOf(tx, teamId),
      judgeFirst: await impressionsOf(tx, actor, found),
      ...(await handoversOf(tx, actor, found)),
      may: railAbilities(actor, found, { standing, whyNotReview: whyNot }),
    }
  },
})

const neverGiven = {
  second_review: 'Nobody can give it: this case has failed or was closed. What was decided does not count without it.',
  appeal: 'Nobody can answer it: this case has failed or was closed. The decision that is appealed stands.',
}

export type CaseRail = Awaited<ReturnType<typeof readRail>>
export type RailDecision = CaseRail['decisions'][number]
export type RailReview = CaseRail['reviews'][number]
export type RailNote = CaseRail['notes'][number]
export type RailExhibit = CaseRail['exhibits'][number]

/** The decision that a case has, and how far it is final. `earlyUntil`: until then nothing of it leaves the house. */
function standingOf(decisions: CaseDecision[], by: { me: string | null; isLookedAtAgain: boolean }) {
  const latest = decisions.find(({ undoneAt }) => undoneAt === null)
  if (!latest) return null
  const over = isOver(latest.effectiveAt)
  const undoUntil = !over && latest.decidedBy === by.me ? latest.effectiveAt : null
  return { ...latest, undoUntil, earlyUntil: over ? null : latest.effectiveAt, settled: over && !by.isLookedAtAgain }
}

async function queueNamesOf(tx: Transaction, teamId: string): Promise<Record<string, string>> {
  const found = await tx.select({ id: queues.id, name: queues.name }).from(queues).where(eq(queues.teamId, teamId))
  return Object.fromEntries(found.map(({ id, name }) => [id, name]))
}

async function countUnread(tx: Transaction, actor: Actor, caseId: string): Promise<number> {
  if (actor.kind !== 'member') return 0
  return tx.$count(notes, and(eq(notes.caseId, caseId), unreadBy(tx, actor)))
}
