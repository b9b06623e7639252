/** Position in the block, row by row, of the n-th value in a JPEG's own order. Source: ITU-T T.81, figure A.6. */
export const zigzag: readonly number[] = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47,
  55, 62, 63,
]

/** The brightness steps nearly every program starts from, row by row. Source: ITU-T T.81, table K.1. */
const standardLuma: readonly number[] = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
  87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
]

/** The standard table at a quality of 1-100, row by row, scaled as the Independent JPEG Group's library does. */
export function standardTable(quality: number): number[] {
  const scale = quality < 50 ? Math.floor(5000 / quality) : 200 - 2 * quality
  return standardLuma.map((step) => Math.max(1, Math.min(255, Math.floor((step * scale + 50) / 100))))
}

export interface QualityEstimate {
  /** 1-100 on the scale of the Independent JPEG Group. */
  quality: number
  /** The table is exactly the standard one; otherwise a camera or editor brought its own and this is the nearest. */
  standard: boolean
}

/** Which quality a brightness table stands for: the one whose standard table is nearest on a logarithmic scale. */
export function estimateQuality(table: readonly number[]): QualityEstimate {
  let best: QualityEstimate = { quality: 100, standard: false }
  let least = Number.POSITIVE_INFINITY
  for (let quality = 100; quality >= 1; quality--) {
    const standard = standardTable(quality)
    let distance = 0
    for (let index = 0; index < 64; index++) {
      distance += Math.abs(Math.log((table[index] || 1) / (standard[index] || 1)))
    }
    if (distance < least) {
      least = distance
      best = { quality, standard: distance === 0 }
    }
  }
  return best
}
