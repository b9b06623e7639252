/** FFT bins between 28 and 3,520 Hz at 11,025 Hz and 4,096 samples; the last is left out. */
export const firstBin = Math.round((4096 * 28) / 11_025)
export const lastBin = Math.round((4096 * 3520) / 11_025)

/** Weights of five neighbouring frames. */
export const smoothing = [0.25, 0.75, 1, 0.75, 0.25]

/** Which of the twelve notes a bin belongs to, counted from A. */
export function bandOf(bin: number): number {
  const octave = Math.log2((bin * 11_025) / 4096 / (440 / 16))
  return Math.floor(12 * (octave - Math.floor(octave)))
}

/** Rows (time) and bands (notes) of an area: from, from, to, to; the ends are left out. */
type Area = [fromRow: number, fromBand: number, toRow: number, toBand: number]

/** A filter of sixteen: what it adds, what it takes away, and the three steps that make two bits of the outcome. */
interface Classifier {
  light: Area[]
  dark: Area[]
  steps: [number, number, number]
}

/**
 * Chromaprint's filters for algorithm 2: shape, first band, bands, rows, and steps. The numbers were trained by its author and make
 * the format, so they are the same for everyone who writes it.
 */
const filters: [shape: number, band: number, height: number, width: number, ...steps: [number, number, number]][] = [
  [0, 4, 3, 15, 1.98215, 2.35817, 2.63523],
  [4, 4, 6, 15, -1.03809, -0.651211, -0.282167],
  [1, 0, 4, 16, -0.298702, 0.119262, 0.558497],
  [3, 8, 2, 12, -0.105439, 0.0153946, 0.135898],
  [3, 4, 4, 8, -0.142891, 0.0258736, 0.200632],
  [4, 0, 3, 5, -0.826319, -0.590612, -0.368214],
  [1, 2, 2, 9, -0.557409, -0.233035, 0.0534525],
  [2, 7, 3, 4, -0.0646826, 0.00620476, 0.0784847],
  [2, 6, 2, 16, -0.192387, -0.029699, 0.215855],
  [2, 1, 3, 2, -0.0397818, -0.00568076, 0.0292026],
  [5, 10, 1, 15, -0.53823, -0.369934, -0.190235],
  [3, 6, 2, 10, -0.124877, 0.0296483, 0.139239],
  [2, 1, 1, 14, -0.101475, 0.0225617, 0.231971],
  [3, 5, 6, 4, -0.0799915, -0.00729616, 0.063262],
  [1, 9, 2, 12, -0.272556, 0.019424, 0.302559],
  [3, 4, 2, 14, -0.164292, -0.0321188, 0.0846339],
]

export const classifiers: Classifier[] = filters.map(([shape, band, height, width, ...steps]) => ({
  ...areasOf(shape, band, height, width),
  steps,
}))

/** The six shapes: whole, upper over lower notes, later over earlier, a chequer, middle notes, middle of the time. */
function areasOf(shape: number, band: number, height: number, width: number): { light: Area[]; dark: Area[] } {
  const top = band + height
  const [half, third] = [Math.floor(width / 2), Math.floor(width / 3)]
  const [halfUp, thirdUp] = [band + Math.floor(height / 2), Math.floor(height / 3)]
  switch (shape) {
    case 0:
      return { light: [[0, band, width, top]], dark: [] }
    case 1:
      return { light: [[0, halfUp, width, top]], dark: [[0, band, width, halfUp]] }
    case 2:
      return { light: [[half, band, width, top]], dark: [[0, band, half, top]] }
    case 3:
      return {
        light: [
          [0, halfUp, half, top],
          [half, band, width, halfUp],
        ],
        dark: [
          [0, band, half, halfUp],
          [half, halfUp, width, top],
        ],
      }
    case 4:
      return {
        light: [[0, band + thirdUp, width, band + 2 * thirdUp]],
        dark: [
          [0, band, width, band + thirdUp],
          [0, band + 2 * thirdUp, width, top],
        ],
      }
    default:
      return {
        light: [[third, band, 2 * third, top]],
        dark: [
          [0, band, third, top],
          [2 * third, band, width, top],
        ],
      }
  }
}
