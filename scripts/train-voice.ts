import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fewestStretches } from '../lib/engine/sound/voice/find-voice'
import { VoiceWeights } from '../lib/engine/sound/voice/weights'
import { calibrate } from './train-voice/calibrate'
import { collectRecordings, stretchSeconds, windowSeconds } from './train-voice/collect'
import { confuseFamilies, scoreHeldOut, thresholdFrom } from './train-voice/held-out'
import { groupOf, trainDetector, trainFamily } from './train-voice/train'

/**
 * Makes lib/engine/sound/voice/weights.json from Debian's packages: `npm exec -c 'tsx scripts/train-voice.ts [FOLDER]'` on
 * Debian 12 with ffmpeg, as somebody who may run apt-get. FOLDER keeps the downloads (about 600 MB) for the next time.
 */
const folder = process.argv[2] ?? path.join(tmpdir(), 'docket-voices')
const recordings = collectRecordings(folder, console.log)
const heldOut = scoreHeldOut(recordings, stretchSeconds, fewestStretches)
const real = heldOut.filter(({ recording }) => recording.kind === 'real')
const threshold = thresholdFrom(heldOut)
const weights: VoiceWeights = {
  stretch: trainDetector(recordings, stretchSeconds),
  threshold,
  window: { ...trainDetector(recordings, windowSeconds), ...calibrate(scoreHeldOut(recordings, windowSeconds, 1)) },
  family: trainFamily(recordings, stretchSeconds),
}
const file = path.resolve(import.meta.dirname, '../lib/engine/sound/voice/weights.json')
const short = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(6)) : value)
writeFileSync(file, `${JSON.stringify(VoiceWeights.parse(weights), short)}\n`)
execFileSync('biome', ['format', '--write', file])
console.log(`threshold ${threshold.toFixed(2)}`)
for (const [group, scored] of Map.groupBy(real, ({ recording }) => groupOf(recording))) {
  const blind = thresholdFrom(heldOut, group)
  const wrong = scored.filter(({ score }) => score >= blind).length
  console.log(
    `${group}: highest ${Math.max(...scored.map(({ score }) => score)).toFixed(2)}, blind ${wrong}/${scored.length}`,
  )
}
for (const [speaker, scored] of Map.groupBy(
  heldOut.filter(({ recording }) => recording.kind === 'synthetic'),
  ({ recording }) => recording.speaker,
)) {
  console.log(`${speaker}: ${scored.filter(({ score }) => score >= threshold).length}/${scored.length}`)
}
for (const [key, count] of confuseFamilies(recordings, stretchSeconds, fewestStretches)) console.log(`${key}: ${count}`)
