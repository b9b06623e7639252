import { and, desc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { apiKeys } from '@/drizzle/schema/api-keys'
import { reviews } from '@/drizzle/schema/desk'
import { members } from '@/drizzle/schema/teams'
import type { Transaction } from '@/lib/db/client'

/** Every second look and appeal of a case, newest first, with the names of who asked and who answered. */
export function reviewsOf(tx: Transaction, { teamId, caseId }: { teamId: string; caseId: string }) {
  const reviewers = alias(members, 'reviewers')
  return tx
    .select({
      id: reviews.id,
      decisionId: reviews.decisionId,
      kind: reviews.kind,
      askedByKind: reviews.askedByKind,
      askedById: reviews.askedById,
      askedByName: sql<string | null>`coalesce(${members.name}, ${apiKeys.name})`,
      reason: reviews.reason,
      status: reviews.status,
      reviewerName: reviewers.name,
      newDecisionId: reviews.newDecisionId,
      answeredAt: reviews.answeredAt,
      createdAt: reviews.createdAt,
    })
    .from(reviews)
    .leftJoin(members, eq(members.id, reviews.askedById))
    .leftJoin(apiKeys, and(eq(apiKeys.teamId, reviews.teamId), eq(apiKeys.id, reviews.askedById)))
    .leftJoin(reviewers, eq(reviewers.id, reviews.reviewer))
    .where(and(eq(reviews.teamId, teamId), eq(reviews.caseId, caseId)))
    .orderBy(desc(reviews.createdAt), desc(reviews.id))
}
