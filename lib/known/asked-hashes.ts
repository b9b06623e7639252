import { type SQL, sql } from 'drizzle-orm'
import type { PictureFingerprint } from '@/lib/engine/analysis'
import { mostScenes } from '@/lib/engine/match/known-scenes'
import { pdqVariants, turns } from '@/lib/engine/match/pdq'

/** Of longer videos, and of whatever is cut, hashes are looked for as they are and mirrored alone: all turns take four times as long. */
const fewTurns = new Set([0, 5])

/** Hashes that are asked for at most, as the longest video has them; what is cut of a video is asked for while there is room. */
const mostAsked = mostScenes * fewTurns.size

/** Scenes up to which all eight turns take no longer than those two of the longest video. */
export const mostTurnedScenes = mostAsked / turns.length

interface Row {
  second: number | null
  page: number | null
  variant: number
  /** Whether it is compared with hashes of what was cut, too. */
  of_cuts: boolean
  pdq: string
}

/**
 * SQL: `with q`, one row for each hash that is asked for. Whole pictures in all eight turns, with all there is; what is left of them when
 * they are cut with whole ones alone, since one of two was the original.
 */
export function askedHashes(scenes: PictureFingerprint[]): SQL {
  const wholes = scenes.filter(({ cut }) => cut === undefined)
  const rows = [...wholes.flatMap((scene) => turnsOf(scene, wholes.length)), ...cutRows(scenes, wholes.length)]
  return sql`with q as materialized (select r.second, r.page, r.variant, r.of_cuts, r.pdq::bit(256) as pdq
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as r(second float8, page int, variant int, of_cuts boolean, pdq text))`
}

function turnsOf({ second, page, pdq }: PictureFingerprint, scenes: number): Row[] {
  return pdqVariants(pdq).flatMap((hash, variant) => {
    const few = fewTurns.has(variant)
    if (second !== null && scenes > mostTurnedScenes && !few) return []
    return [{ second, page: page ?? null, variant, of_cuts: second === null || few, pdq: bitsOf(hash) }]
  })
}

/** Of a video as they are alone: all that is cut, or the middles, or none, so that it costs no more than the longest one. */
function cutRows(scenes: PictureFingerprint[], wholes: number): Row[] {
  const cuts = scenes.filter(({ cut }) => cut !== undefined)
  const isPicture = cuts[0]?.second === null
  const room = mostAsked - wholes * turns.length
  const middles = cuts.filter(({ cut }) => cut === 'middle')
  const chosen: PictureFingerprint[] = isPicture || cuts.length <= room ? cuts : middles.length <= room ? middles : []
  return chosen.flatMap(({ second, page = null, pdq }) =>
    pdqVariants(pdq).flatMap((hash, variant) => {
      const wanted = isPicture ? fewTurns.has(variant) : variant === 0
      return wanted ? [{ second, page, variant, of_cuts: false, pdq: bitsOf(hash) }] : []
    }),
  )
}

/** A hash in hex as Postgres reads bits. */
export function bitsOf(hex: string): string {
  return BigInt(`0x${hex}`)
    .toString(2)
    .padStart(hex.length * 4, '0')
}
