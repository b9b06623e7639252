import path from 'node:path'
import type { Fingerprints } from '@/lib/engine/analysis'
import { analyseSound } from '@/lib/engine/sound/analyse-sound'
import { importList } from '@/lib/known/import-list'
import vectors from '../engine/sound/packed-vectors.json'
import type { useMedia } from './media'
import type { TestTeam } from './people'

const voices = path.resolve(import.meta.dirname, '../engine/sound/voices')

/** A recording of the voice samples. */
export const recording = (name: 'recorded' | 'espeak' | 'flite-slt') => path.join(voices, `${name}.ogg`)

/** What fpcalc printed of it. */
export function printed(name: Parameters<typeof recording>[0]): string {
  const vector = vectors.files.find((one) => one.name === `tests/engine/sound/voices/${name}.ogg`)
  if (!vector) throw new Error(`fpcalc was not asked of ${name}`)
  return vector.packed
}

/** Values of a fingerprint, made by rule: any unsigned 32-bit numbers, those above 2^31 too. */
export function madeUp(seed: number, length: number): number[] {
  let state = seed
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state
  })
}

/** The fingerprints that the engine takes of a file of sound. */
export async function listenTo(media: ReturnType<typeof useMedia>, file: string, more = {}): Promise<Fingerprints> {
  return (await analyseSound(await media.request(file, 'audio', more), () => {})).fingerprints
}

/** Brings a list of these fingerprints, each with its label. */
export function bringSounds(
  team: TestTeam,
  sounds: Record<string, string>,
  change: Partial<Parameters<typeof importList>[1]> = {},
) {
  const lines = Object.entries(sounds).map(([label, hash]) => `${hash},chromaprint,fake,${label}`)
  const text = ['hash,kind,what,label', ...lines].join('\n')
  return importList(team.admin, { name: 'Calls', otherwise: 'fake', text, ...change })
}
