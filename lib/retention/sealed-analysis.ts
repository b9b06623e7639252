import type { Transaction } from '@/lib/db/client'
import type { Analysis } from '@/lib/engine/analysis'
import type { EvidenceFacts } from '@/lib/engine/evidence'
import type { EvidenceCard } from '@/lib/engine/evidence-card'
import { type SecretName, sealForCase } from './case-secrets'

/** What an analysis said before it was redacted, as far as its rows do not; pieces by their place. */
export interface SealedAnalysis {
  result: Pick<Analysis, 'verdict' | 'c2pa' | 'frames' | 'peaks'>
  evidence: {
    check: string
    explain: string
    /** Left out in those from before it was redacted. */
    doesNotShow?: string
    facts: EvidenceFacts
    card?: EvidenceCard
    mapCaption: string | null
  }[]
}

/** Keeps the whole of an analysis that the case's rows hold redacted, for members to read until the purge. */
export async function sealAnalysis(
  tx: Transaction,
  { teamId, caseId, detectionId }: { teamId: string; caseId: string; detectionId: string },
  { verdict, c2pa, frames, peaks, evidence }: Analysis,
): Promise<void> {
  const sealed: SealedAnalysis = {
    result: { verdict, c2pa, frames, peaks },
    evidence: evidence.map(({ check, explain, doesNotShow, facts, card, map }) => ({
      check,
      explain,
      doesNotShow,
      facts,
      ...(card && { card }),
      mapCaption: map?.caption ?? null,
    })),
  }
  await sealForCase(tx, { teamId, caseId }, { [`analysis:${detectionId}`]: sealed })
}

interface Piece {
  check: string
  explain: string
  doesNotShow: string
  facts: EvidenceFacts
  card?: EvidenceCard | null
  mapMediaId: string | null
  mapCaption: string | null
}

/** A run and all its evidence, in its order, with what is known of them until the purge; unchanged where there is nothing. */
export function unredactRun<R extends object, P extends Piece>(
  secrets: ReadonlyMap<SecretName, unknown>,
  detectionId: string,
  { result, evidence }: { result: R | null; evidence: P[] },
): { result: R | null; evidence: P[] } {
  const sealed = secrets.get(`analysis:${detectionId}`) as SealedAnalysis | undefined
  if (!sealed) return { result, evidence }
  return {
    result: result && { ...result, ...sealed.result },
    evidence: evidence.map((piece, position) => {
      const whole = sealed.evidence[position]
      if (whole?.check !== piece.check) return piece
      const mapCaption = piece.mapMediaId ? (piece.mapCaption ?? whole.mapCaption) : null
      const { explain, doesNotShow = piece.doesNotShow, facts, card = piece.card } = whole
      return { ...piece, explain, doesNotShow, facts, ...(card !== undefined && { card }), mapCaption }
    }),
  }
}
