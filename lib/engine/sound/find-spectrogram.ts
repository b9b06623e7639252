import type { AnalysisRequest } from '../analysis'
import type { Finding } from '../check'
import { nothingToCount } from '../not-counted'
import { drawSpectrogram } from './draw-spectrogram'
import type { Spectrum } from './spectrum'

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
      map: await drawSpectrogram(spectrum, workFolder, startSeconds),
    },
  ]
}
