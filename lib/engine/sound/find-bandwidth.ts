import type { Finding } from '../check'
import { notCounted } from '../not-counted'
import { notApplicable } from '../run-check'
import type { Spectrum } from './spectrum'
import { fullScale } from './spectrum-levels'

/**
 * The highest frequency in Hz at which the sound still has energy: above -115 dB of full scale and -100 dB of its own
 * strongest tone, averaged over about 200 Hz. 0 for silence.
 */
export function bandwidthOf({ mean, binHz }: Spectrum): number {
  const strongest = mean.reduce((most, power) => Math.max(most, power), 0)
  const floor = Math.max(fullScale * 10 ** -11.5, strongest * 1e-10)
  const span = Math.max(1, Math.round(200 / binHz))
  for (let bin = mean.length - 1; bin >= 0; bin -= 1) {
    let sum = 0
    for (let i = Math.max(0, bin - span + 1); i <= bin; i += 1) sum += mean[i] ?? 0
    if (sum / span > floor) return (bin + 1) * binHz
  }
  return 0
}

/** The real bandwidth against the one the sample rate allows, as evidence for `sound.bandwidth`: context. */
export function findBandwidth(spectrum: Spectrum): Finding[] {
  const possible = spectrum.sampleRate / 2
  const real = Math.min(possible, bandwidthOf(spectrum))
  if (real === 0) return [notApplicable('There is no sound in this recording, so it has no bandwidth to measure.')]
  const limited = real < possible * 0.9
  const kilohertz = (hertz: number) => `${(hertz / 1000).toFixed(1)} kHz`
  return [
    {
      points: 'context',
      status: limited ? 'hit' : 'clear',
      llr: 0,
      strong: false,
      explain: limited
        ? `There is nothing above about ${kilohertz(real)}, though this file could carry ${kilohertz(possible)}: ` +
          'either the sound itself is that low, or it was once stored at a lower quality.'
        : `The sound uses the whole range the file can carry, up to ${kilohertz(possible)}.`,
      doesNotShow: `Telephone calls, messengers and compression cut sound off as well, so a low limit is no sign of a fake. ${notCounted}`,
      facts: { bandwidthHz: Math.round(real), possibleHz: Math.round(possible) },
    },
  ]
}
