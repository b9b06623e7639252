import { and, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import { media } from '@/drizzle/schema/media'
import { seenHashes } from '@/drizzle/schema/retention'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { keyedDigest } from '@/lib/media/keyed-digest'
import { unredactTitles } from '@/lib/retention/unredact-case'
import { type Identifier, parseIdentifier } from './identifier'
import { titleOfUrl } from './title-of-url'

/** The most that one identifier finds. */
const mostFound = 8

/**
 * The team's cases that an identifier stands for, newest first and 8 at most; none for a text that is no identifier
 * (lib/cases/identifier.ts). Media that must not be kept is found by its hash through a keyed one alone, and by no address: none is
 * kept in the clear. An address is looked for among the newest thousand cases of its name.
 */
export const findByIdentifier = query({
  permission: 'case.read',
  input: z.object({ text: z.string().max(2100) }),
  async run(tx, { text }, actor) {
    const identifier = parseIdentifier(text)
    if (!identifier) return []
    const { teamId } = actor
    const rows = await tx
      .select({
        id: cases.id,
        number: cases.number,
        title: cases.title,
        state: cases.state,
        zeroRetention: cases.zeroRetention,
      })
      .from(cases)
      .where(and(eq(cases.teamId, teamId), standsFor(tx, teamId, identifier)))
      .orderBy(desc(cases.number))
      .limit(mostFound)
    const readable = await unredactTitles(tx, actor, rows)
    return readable.map(({ id: _, zeroRetention: __, ...row }) => ({ ...row, by: identifier.kind }))
  },
})

export type FoundCase = Awaited<ReturnType<typeof findByIdentifier>>[number]

function standsFor(tx: Transaction, teamId: string, identifier: Identifier): SQL | undefined {
  switch (identifier.kind) {
    case 'number':
      return eq(cases.number, identifier.number)
    case 'uuid': {
      const ofRun = tx
        .select({ id: detections.caseId })
        .from(detections)
        .where(and(eq(detections.teamId, teamId), eq(detections.id, identifier.uuid)))
      return or(eq(cases.id, identifier.uuid), inArray(cases.id, ofRun))
    }
    case 'sha256':
      return hasFile(tx, teamId, identifier.sha256)
    case 'url':
      return and(
        sql`${cases.number} = any (array(select search_cases(${titleOfUrl(identifier.url)}, null, null)))`,
        eq(cases.sourceUrl, identifier.url),
      )
    default:
      return identifier satisfies never
  }
}

/** Its original, or what of a purged one its team wanted to know again. */
function hasFile(tx: Transaction, teamId: string, sha256: string): SQL | undefined {
  const keyed = keyedDigest(teamId, sha256)
  const kept = tx
    .select({ id: media.caseId })
    .from(media)
    .where(and(eq(media.teamId, teamId), inArray(media.sha256, [sha256, keyed]), eq(media.copy, 'original')))
  const purged = tx
    .select({ id: seenHashes.caseId })
    .from(seenHashes)
    .where(and(eq(seenHashes.teamId, teamId), eq(seenHashes.hash, keyed)))
  return or(inArray(cases.id, kept), inArray(cases.id, purged))
}
