/** Brightness, row by row, 0-255. */
export interface Grey {
  width: number
  height: number
  values: Float32Array
}

/** Mean of every pixel's surroundings, `radius` pixels to each side; less at the edges. */
export function boxMean({ width, height, values }: Grey, radius: number): Grey {
  const across = new Float32Array(values.length)
  for (let y = 0; y < height; y++) runningMean(values, across, y * width, 1, width, radius)
  const both = new Float32Array(values.length)
  for (let x = 0; x < width; x++) runningMean(across, both, x, width, height, radius)
  return { width, height, values: both }
}

function runningMean(
  from: Float32Array,
  to: Float32Array,
  start: number,
  stride: number,
  length: number,
  radius: number,
): void {
  let sum = 0
  let count = 0
  for (let at = 0; at < length + radius; at++) {
    if (at < length) {
      sum += from[start + at * stride] ?? 0
      count++
    }
    if (at > 2 * radius) {
      sum -= from[start + (at - 2 * radius - 1) * stride] ?? 0
      count--
    }
    if (at >= radius) to[start + (at - radius) * stride] = sum / count
  }
}

/** Half as wide and high, by the mean of four pixels. */
export function halve({ width, height, values }: Grey): Grey {
  const [w, h] = [width >> 1, height >> 1]
  const out = new Float32Array(w * h)
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const at = 2 * y * width + 2 * x
      const sum = (values[at] ?? 0) + (values[at + 1] ?? 0) + (values[at + width] ?? 0) + (values[at + width + 1] ?? 0)
      out[y * w + x] = sum / 4
    }
  }
  return { width: w, height: h, values: out }
}

/** The value between pixels; the nearest one beyond an edge. */
export function sample({ width, height, values }: Grey, x: number, y: number): number {
  const left = Math.max(0, Math.min(width - 2, Math.floor(x)))
  const top = Math.max(0, Math.min(height - 2, Math.floor(y)))
  const [u, v] = [Math.max(0, Math.min(1, x - left)), Math.max(0, Math.min(1, y - top))]
  const at = top * width + left
  const upper = (values[at] ?? 0) * (1 - u) + (values[at + 1] ?? 0) * u
  const lower = (values[at + width] ?? 0) * (1 - u) + (values[at + width + 1] ?? 0) * u
  return upper * (1 - v) + lower * v
}
