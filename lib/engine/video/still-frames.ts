import type { Pixels } from '../check'

const columns = 64
const rows = 36
/** Levels 0-255 by which compression alone moves a colour. */
const tolerance = 3

/**
 * Gives, for one frame after the other, the share 0-1 of a grid of 64 × 36 points whose colour has changed since the
 * frame before; null for the first frame and where the size changed.
 */
export function measureChange(): (pixels: Pixels) => number | null {
  let before: { width: number; height: number; grid: Uint8Array } | null = null
  return ({ width, height, rgb }) => {
    const grid = new Uint8Array(columns * rows * 3)
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        const x = Math.floor(((column + 0.5) * width) / columns)
        const y = Math.floor(((row + 0.5) * height) / rows)
        const at = (y * width + x) * 3
        grid.set(rgb.subarray(at, at + 3), (row * columns + column) * 3)
      }
    }
    const last = before
    before = { width, height, grid }
    if (last === null || last.width !== width || last.height !== height) return null
    let changed = 0
    for (let i = 0; i < grid.length; i += 3) {
      const moved = (channel: number) => Math.abs((grid[i + channel] ?? 0) - (last.grid[i + channel] ?? 0)) > tolerance
      if (moved(0) || moved(1) || moved(2)) changed += 1
    }
    return changed / (columns * rows)
  }
}
