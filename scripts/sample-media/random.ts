/** A seeded generator of numbers 0-1 (mulberry32), so that the samples come out the same each time. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Smooth noise 0-1 over the plane: `octaves` layers of value noise, each twice as fine and half as strong. */
export function smoothNoise(seed: number, octaves: number): (x: number, y: number) => number {
  const at = (ix: number, iy: number) => {
    let h = Math.imul(ix, 374761393) ^ Math.imul(iy, 668265263) ^ Math.imul(seed, 2147483647)
    h = Math.imul(h ^ (h >>> 13), 1274126177)
    return ((h ^ (h >>> 16)) >>> 0) / 4294967296
  }
  const ease = (t: number) => t * t * (3 - 2 * t)
  return (x, y) => {
    let sum = 0
    let weight = 0.5
    let total = 0
    for (let octave = 0; octave < octaves; octave += 1) {
      const scale = 2 ** octave
      const [ix, iy] = [Math.floor(x * scale), Math.floor(y * scale)]
      const [fx, fy] = [ease(x * scale - ix), ease(y * scale - iy)]
      const top = at(ix, iy) * (1 - fx) + at(ix + 1, iy) * fx
      const bottom = at(ix, iy + 1) * (1 - fx) + at(ix + 1, iy + 1) * fx
      sum += (top * (1 - fy) + bottom * fy) * weight
      total += weight
      weight /= 2
    }
    return sum / total
  }
}
