import path from 'node:path'
import type { EvidenceMap } from '../evidence'
import { sharp } from '../image/picture-decoder'
import { drawText, textWidth } from './draw-text'
import { spectrogramPlot as plot, spectrogramSize as size } from './spectrogram-plot'
import type { Spectrum } from './spectrum'

/** Viridis in nine steps (van der Walt and Smith, 2015): even to the eye, and for colour-blind readers. */
const colours = ['440154', '472d7b', '3b528b', '2c728e', '21918c', '28ae80', '5ec962', 'addc30', 'fde725'].map(
  (hex) => [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as [number, number, number],
)

/** Decibels from the loudest to the darkest colour. */
const range = 90

/**
 * Draws a spectrogram to `spectrogram.png` in `folder`: time to the right, frequency upwards (linear), colour for level.
 * `startSeconds`: where the listened part begins in the media.
 */
export async function drawSpectrogram(spectrum: Spectrum, folder: string, startSeconds: number): Promise<EvidenceMap> {
  const rgba = Buffer.alloc(size.width * size.height * 4)
  paintLevels(rgba, spectrum)
  const limit = spectrum.sampleRate / 2
  for (let hertz = 0; hertz <= limit; hertz += stepFor(limit, 6)) {
    const y = plot.top + plot.height - 1 - Math.round((hertz / limit) * (plot.height - 1))
    const text = hertz >= 1000 ? `${hertz / 1000}k` : String(hertz)
    drawText(rgba, size.width, plot.left - 8 - textWidth(text), Math.max(0, y - 5), text)
    for (let x = plot.left - 5; x < plot.left - 1; x += 1) paint(rgba, x, y, [128, 128, 128])
  }
  const seconds = spectrum.columns.length * spectrum.columnSeconds
  const step = stepFor(seconds, 8)
  for (let t = Math.ceil(startSeconds / step) * step; t <= startSeconds + seconds; t += step) {
    const x = plot.left + Math.round(((t - startSeconds) / seconds) * (plot.width - 1))
    const text = clock(t, step)
    const at = Math.min(size.width - textWidth(text), Math.max(0, x - Math.round(textWidth(text) / 2)))
    drawText(rgba, size.width, at, plot.top + plot.height + 10, text)
    for (let y = plot.top + plot.height + 1; y < plot.top + plot.height + 6; y += 1) paint(rgba, x, y, [128, 128, 128])
  }
  const file = path.join(folder, 'spectrogram.png')
  await sharp(rgba, { raw: { ...size, channels: 4 } })
    .png({ compressionLevel: 9 })
    .toFile(file)
  return {
    kind: 'spectrogram',
    path: file,
    contentType: 'image/png',
    ...size,
    caption:
      `Time runs to the right, pitch upwards from 0 to ${(limit / 1000).toFixed(1)} kHz; yellow is loud, dark blue is ` +
      `${range} dB quieter. It shows cuts, gaps and missing pitches. It does not show who or what made the sound.`,
  }
}

function paintLevels(rgba: Buffer, { columns, rows }: Spectrum): void {
  let loudest = 1e-12
  for (const column of columns) for (const power of column) if (power > loudest) loudest = power
  for (let x = 0; x < plot.width; x += 1) {
    const column = columns[Math.floor((x * columns.length) / plot.width)]
    for (let y = 0; y < plot.height; y += 1) {
      const power = column?.[Math.floor(((plot.height - 1 - y) * rows) / plot.height)] ?? 0
      const level = 1 + (10 * Math.log10(Math.max(power, 1e-30) / loudest)) / range
      paint(rgba, plot.left + x, plot.top + y, colourOf(level))
    }
  }
}

function colourOf(level: number): [number, number, number] {
  const at = Math.max(0, Math.min(1, level)) * (colours.length - 1)
  const low = colours[Math.floor(at)] ?? [0, 0, 0]
  const high = colours[Math.ceil(at)] ?? low
  const mix = (i: 0 | 1 | 2) => Math.round(low[i] + (high[i] - low[i]) * (at % 1))
  return [mix(0), mix(1), mix(2)]
}

function paint(rgba: Buffer, x: number, y: number, [red, green, blue]: [number, number, number]): void {
  const at = (y * size.width + x) * 4
  rgba[at] = red
  rgba[at + 1] = green
  rgba[at + 2] = blue
  rgba[at + 3] = 255
}

/** A round step (1, 2 or 5 times a power of ten) that gives at most `most` steps. */
function stepFor(length: number, most: number): number {
  const power = 10 ** Math.floor(Math.log10(length / most))
  return ([1, 2, 5, 10].find((factor) => length / (power * factor) <= most) ?? 10) * power
}

function clock(seconds: number, step: number): string {
  if (step < 1) return seconds.toFixed(step < 0.1 ? 2 : 1)
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
