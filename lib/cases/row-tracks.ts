import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { detections } from '@/drizzle/schema/detections'
import type { Transaction } from '@/lib/db/client'

/** Points of a row's small chart of scores. */
const points = 40

/** How scores go over the length of the media: of the frames looked at, or of windows of the sound. */
export interface RowTrack {
  /**
   * `frames`: the built-in engine's verdict on each; `voice`: its likeness to a robotic voice, window by window; `sound`: what
   * another API said of its windows.
   */
  of: 'frames' | 'voice' | 'sound'
  /** 0-1, at most 40: the highest of each stretch, null where nothing in it could be judged. */
  scores: (number | null)[]
}

/** What the newest completed run of each case measured over time, the picture first; of no case an empty list. */
export async function readRowTracks(
  tx: Transaction,
  teamId: string,
  caseIds: string[],
): Promise<Map<string, RowTrack[]>> {
  const { caseId, result, status, secondOpinion, createdAt } = detections
  const rows = await tx
    .selectDistinctOn([caseId], {
      caseId,
      // Null where a frame has no verdict, which a path would pass over.
      frames: sql<(number | null)[]>`(select coalesce(jsonb_agg(frame #> '{verdict,score}' order by place), '[]')
        from jsonb_path_query(${result}, '$.frames[*]') with ordinality frames(frame, place))`,
      voice: sql<(number | null)[]>`jsonb_path_query_array(${result}, '$.windows[*].score')`,
      // As text, as the contract has them.
      sound: sql<(string | null)[]>`jsonb_path_query_array(${result}, '$.reported.metrics.score[*]')`,
    })
    .from(detections)
    .where(and(eq(detections.teamId, teamId), inArray(caseId, caseIds), eq(status, 'completed')))
    .orderBy(asc(caseId), asc(secondOpinion), desc(createdAt))
  return new Map(rows.map((row) => [row.caseId, tracksIn(row)]))
}

interface Told {
  frames: (number | null)[]
  voice: (number | null)[]
  sound: (string | null)[]
}

/** One of the picture and one of the sound: as another API scored it, else as the built-in engine did where somebody speaks. */
function tracksIn({ frames, voice, sound }: Told): RowTrack[] {
  const heard: RowTrack =
    sound.length > 0 ? { of: 'sound', scores: sound.map(shareIn) } : { of: 'voice', scores: judgedOnly(voice) }
  const tracks: RowTrack[] = [{ of: 'frames', scores: judgedOnly(frames) }, heard]
  return tracks.flatMap(({ of, scores }) => (scores.length > 0 ? [{ of, scores: thinned(scores) }] : []))
}

/** Where none was judged there is no track, as in the viewer (components/case/viewed-tracks.ts). */
function judgedOnly(scores: (number | null)[]): (number | null)[] {
  return scores.every((score) => score === null) ? [] : scores
}

function shareIn(text: string | null): number | null {
  const share = text === null ? Number.NaN : Number(text)
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : null
}

/** At most `points` of them: the highest of each stretch. */
export function thinned(scores: readonly (number | null)[]): (number | null)[] {
  if (scores.length <= points) return [...scores]
  return Array.from({ length: points }, (_, point) => {
    const from = Math.floor((point * scores.length) / points)
    const to = Math.floor(((point + 1) * scores.length) / points)
    const judged = scores.slice(from, to).filter((score) => score !== null)
    return judged.length === 0 ? null : Math.max(...judged)
  })
}
