import type { AnalysisRequest } from '../analysis'
import type { Finding } from '../check'
import type { EvidenceFacts } from '../evidence'
import { nothingToCount } from '../not-counted'
import { drawSpectrogram } from './draw-spectrogram'
import type { Spectrum } from './spectrum'
import { levelsAsFacts } from './spectrum-levels'

/** Hz from which on the share of the energy is told. */
export const highFromHz = 4000

/** The spectrogram as evidence for `sound.spectrogram`: a picture for the person who decides; it decides nothing. */
export async function findSpectrogram(
  spectrum: Spectrum,
  { visualize, workFolder }: Pick<AnalysisRequest, 'visualize' | 'workFolder'>,
  startSeconds: number,
): Promise<Finding[]> {
  const facts = {
    seconds: Math.round(spectrum.columns.length * spectrum.columnSeconds * 100) / 100,
    highestHz: Math.round(spectrum.sampleRate / 2),
  }
  const context = { points: 'context', llr: 0, strong: false, facts } as const
  const doesNotShow = `Modern synthetic voices look like recorded ones in a spectrogram. ${nothingToCount}`
  if (!visualize) {
    return [{ ...context, status: 'not_checked', explain: 'No spectrogram was asked for.', doesNotShow }]
  }
  return [
    {
      ...context,
      status: 'clear',
      explain: 'A picture of the sound over time and pitch, in which cuts and missing pitches can be seen.',
      doesNotShow,
      facts: { ...facts, ...wholeOf(spectrum), ...levelsAsFacts(spectrum) },
      map: await drawSpectrogram(spectrum, workFolder, startSeconds),
    },
  ]
}

/** What is so of all of it together: where it is strongest, and how much of it lies high. Nothing of silence. */
function wholeOf({ mean, binHz }: Spectrum): EvidenceFacts {
  const total = mean.reduce((sum, power) => sum + power, 0)
  if (total === 0) return {}
  const high = mean.reduce((sum, power, bin) => (bin * binHz >= highFromHz ? sum + power : sum), 0)
  return {
    strongestHz: Math.round(mean.indexOf(Math.max(...mean)) * binHz),
    ...(mean.length * binHz > highFromHz && { shareFrom4000Hz: Math.round((high / total) * 10_000) / 10_000 }),
  }
}
