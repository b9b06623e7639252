import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { sourceTriage } from '@/drizzle/schema/desk'
import { detections } from '@/drizzle/schema/detections'
import { media } from '@/drizzle/schema/media'
import { members } from '@/drizzle/schema/teams'
import { digest } from '@/lib/access/digest'
import type { CaseRow } from '@/lib/cases/move-case'
import type { Transaction } from '@/lib/db/client'
import { findCopies } from '@/lib/detect/find-copies'
import type { ReverseSearchSource } from '@/lib/detect/item-metrics'
import { mostCopies } from '@/lib/detect/response-copies'

/** A place where a case's picture was found. */
export interface FoundSource {
  /** SHA-256 of the address, hex. */
  addressHash: string
  /** Of another case of the team: its path here. */
  url: string
  title: string
  /** How it was found. */
  says: string
  /** What was made of it there, in whatever words; null: nothing. */
  verdict: string | null
  /** 0-1, by whoever found it; of another case always 1, the same bytes. */
  similarity: number
  found: 'api' | 'team'
}

type OfCase = Pick<CaseRow, 'id' | 'teamId' | 'zeroRetention' | 'withdrawnAt'>

/** Where the picture was found: what the Detect API told, then the team's other cases. Nothing of a case that keeps nothing. */
export async function sourcesOf(tx: Transaction, found: OfCase): Promise<FoundSource[]> {
  if (found.zeroRetention || found.withdrawnAt) return []
  const places = new Map<string, FoundSource>()
  // Of two runs that tell of one place the newer counts; over both what is seen in the team's own cases.
  for (const source of await told(tx, found))
    if (!places.has(source.addressHash)) places.set(source.addressHash, source)
  for (const source of await inTeam(tx, found)) places.set(source.addressHash, source)
  return [...places.values()]
}

/** What people made of them, by the address' hash. */
export async function triageOf(tx: Transaction, { teamId, id }: Pick<CaseRow, 'teamId' | 'id'>) {
  const { addressHash, judgement, createdAt } = sourceTriage
  const rows = await tx
    .select({ addressHash, judgement, judgedByName: members.name, judgedAt: createdAt })
    .from(sourceTriage)
    .leftJoin(members, eq(members.id, sourceTriage.judgedBy))
    .where(and(eq(sourceTriage.teamId, teamId), eq(sourceTriage.caseId, id)))
  return new Map(rows.map((row) => [row.addressHash, row]))
}

async function told(tx: Transaction, { teamId, id }: OfCase): Promise<FoundSource[]> {
  const path = sql`${detections.result} #> '{reported,image_metrics,reverse_image_search_sources}'`
  const runs = await tx
    .select({ sources: sql<ReverseSearchSource[]>`${path}` })
    .from(detections)
    .where(
      and(
        eq(detections.teamId, teamId),
        eq(detections.caseId, id),
        isNull(detections.deletedAt),
        sql`${path} is not null`,
      ),
    )
    .orderBy(desc(detections.createdAt))
  return runs.flatMap(({ sources }) =>
    sources.map(({ url, title, reason, verdict, similarity }) => ({
      ...{ addressHash: digest(url), url, title, says: reason, verdict, similarity },
      found: 'api' as const,
    })),
  )
}

async function inTeam(tx: Transaction, { teamId, id }: OfCase): Promise<FoundSource[]> {
  const [original] = await tx
    .select({ sha256: media.sha256, mediaType: media.mediaType })
    .from(media)
    .where(and(eq(media.teamId, teamId), eq(media.caseId, id), eq(media.copy, 'original')))
  if (!original?.sha256 || original.mediaType !== 'image') return []
  const copies = (await findCopies(tx, teamId, [original.sha256])).get(original.sha256) ?? []
  return copies
    .filter(({ caseId }) => caseId !== id)
    .slice(0, mostCopies)
    .map(({ url: address, title, finding, label }) => {
      const url = new URL(address).pathname
      const says = 'The same file, byte for byte, in another case of this team.'
      return { addressHash: digest(url), url, title, says, verdict: finding ?? label, similarity: 1, found: 'team' }
    })
}
