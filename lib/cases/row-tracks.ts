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
  /** Where in the media each of them stands, in seconds: as many. */
  seconds: number[]
}

/** What the newest completed run of each case measured over time, the picture first; of no case an empty list. */
export async function readRowTracks(
  tx: Transaction,
  teamId: string,
  caseIds: string[],
): Promise<Map<string, RowTrack[]>> {
  const { caseId, result, parameters, status, secondOpinion, createdAt } = detections
  const rows = await tx
    .selectDistinctOn([caseId], {
      caseId,
      // Null where a frame has no verdict, which a path would pass over.
      frames: sql<(number | null)[]>`(select coalesce(jsonb_agg(frame #> '{verdict,score}' order by place), '[]')
        from jsonb_path_query(${result}, '$.frames[*]') with ordinality frames(frame, place))`,
      frameSeconds: sql<number[]>`jsonb_path_query_array(${result}, '$.frames[*].second')`,
      voice: sql<(number | null)[]>`jsonb_path_query_array(${result}, '$.windows[*].score')`,
      voiceSeconds: sql<number[]>`jsonb_path_query_array(${result}, '$.windows[*].start')`,
      // As text, as the contract has them.
      sound: sql<(string | null)[]>`jsonb_path_query_array(${result}, '$.reported.metrics.score[*]')`,
      parameters,
    })
    .from(detections)
    .where(and(eq(detections.teamId, teamId), inArray(caseId, caseIds), eq(status, 'completed')))
    .orderBy(asc(caseId), asc(secondOpinion), desc(createdAt))
  return new Map(rows.map((row) => [row.caseId, tracksIn(row)]))
}

interface Told extends Pick<typeof detections.$inferSelect, 'parameters'> {
  frames: (number | null)[]
  frameSeconds: number[]
  voice: (number | null)[]
  voiceSeconds: number[]
  sound: (string | null)[]
}

/** One of the picture and one of the sound: as another API scored it, else as the built-in engine did where somebody speaks. */
function tracksIn({ frames, frameSeconds, voice, voiceSeconds, sound, parameters }: Told): RowTrack[] {
  const from = Math.max(0, parameters.startRegion ?? 0)
  const soundSeconds = sound.map((_, window) => from + window * parameters.frameLength)
  const heard: RowTrack =
    sound.length > 0
      ? { of: 'sound', scores: sound.map(shareIn), seconds: soundSeconds }
      : { of: 'voice', scores: judgedOnly(voice), seconds: voiceSeconds }
  const tracks: RowTrack[] = [{ of: 'frames', scores: judgedOnly(frames), seconds: frameSeconds }, heard]
  return tracks.flatMap(({ of, scores, seconds }) => {
    const shown = highest(scores)
    if (shown.length === 0) return []
    return [{ of, scores: shown.map((at) => scores[at] ?? null), seconds: shown.map((at) => seconds[at] ?? 0) }]
  })
}

/** Where none was judged there is no track, as in the viewer (components/case/viewed-tracks.ts). */
function judgedOnly(scores: (number | null)[]): (number | null)[] {
  return scores.every((score) => score === null) ? [] : scores
}

function shareIn(text: string | null): number | null {
  const share = text === null ? Number.NaN : Number(text)
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : null
}

/** The places of at most `points` scores: of the highest of each stretch, of the first where nothing in it was judged. */
export function highest(scores: readonly (number | null)[]): number[] {
  if (scores.length <= points) return scores.map((_, at) => at)
  return Array.from({ length: points }, (_, point) => {
    const from = Math.floor((point * scores.length) / points)
    const to = Math.floor(((point + 1) * scores.length) / points)
    let found = from
    for (let at = from + 1; at < to; at++) if ((scores[at] ?? -1) > (scores[found] ?? -1)) found = at
    return found
  })
}
