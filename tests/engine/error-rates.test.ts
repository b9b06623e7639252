import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { analyse } from '@/lib/engine/analyse'
import type { MediaType } from '@/lib/engine/analysis'
import type { Evidence } from '@/lib/engine/evidence'
import { checkKnown } from '@/lib/engine/match/check-known'
import type { KnownMatch } from '@/lib/engine/match/known-match'
import { checks } from '@/lib/engine/registry'
import { toEvidence } from '@/lib/engine/to-evidence'
import { readKnownAnswers, useMedia } from '../support/media'

const media = useMedia()
const answers = await readKnownAnswers()
const formats = path.resolve(import.meta.dirname, 'formats')

/** Counts with their n; or plainly that there are none. */
const saysHowOften = /\d+ of \d+|not been counted|was not counted|nothing to count/

async function evidenceOf(file: string, mediaType: MediaType): Promise<Evidence[]> {
  return (await analyse(await media.request(file, mediaType, { visualize: true }), () => {})).evidence
}

const matches = (['picture', 'frames', 'file', 'sound'] as const).flatMap((how) =>
  (['fake', 'authentic'] as const).map(
    (as): KnownMatch => ({
      ...{ known: 'case', id: how, caseNumber: 1, name: 'case 1', as, decided: 'decided so', how, distance: 3 },
      ...{ turned: null, seconds: how === 'frames' ? [1] : [], theirSecond: null, share: 1 },
      sound: how === 'sound' ? { similarity: 0.9, overlapSeconds: 20, from: 0, theirFrom: 0 } : null,
    }),
  ),
)

const found: Evidence[] = []

function silentOnes(evidence: Evidence[]) {
  const answered = evidence.filter(({ status }) => status === 'hit' || status === 'clear')
  found.push(...answered)
  return answered.filter(({ doesNotShow }) => !saysHowOften.test(doesNotShow))
}

describe('every check says how often it errs, with n, or that nobody counted it, whatever it found', () => {
  it.each(answers)('of $file', async ({ file, mediaType }) => {
    expect(silentOnes(await evidenceOf(file, mediaType))).toEqual([])
  })

  it.each(['clip.mp4', 'motion-jpeg.mov', 'frozen.mp4', 'cuts.mkv', 'apart.mp4'])('of %s', async (name) => {
    expect(silentOnes(await evidenceOf(path.join(formats, name), 'video'))).toEqual([])
  })

  it('of what matches known media, and of what does not', () => {
    const findings = [...matches.map((match) => [match]), []].flatMap((some) =>
      checkKnown(some, { known: true, blank: false }),
    )
    expect(silentOnes(findings.map((finding) => toEvidence('match.known', finding)))).toEqual([])
  })

  it('and no check is left out here, but for the voice, which needs more speech', () => {
    const able = Object.entries(checks).filter(([, entry]) => !('notChecked' in entry))
    const seen = new Set(found.map(({ check }) => check))
    expect(able.map(([name]) => name).filter((name) => !seen.has(name))).toEqual(['sound.voice'])
  })
})
