/** How much the grain is strengthened, so that eyes can see it. */
const gain = 8

/**
 * What is left of a picture when its smooth parts are taken away: every pixel's brightness less the mean of its four
 * neighbours, strengthened, on a middle grey. RGBA in rows of `width`, 0-255; the answer is RGBA too, opaque.
 */
export function noiseOf(rgba: Uint8ClampedArray, width: number, height: number): Uint8ClampedArray<ArrayBuffer> {
  const light = new Float32Array(width * height)
  for (let at = 0; at < light.length; at += 1) {
    const i = at * 4
    light[at] = 0.299 * (rgba[i] ?? 0) + 0.587 * (rgba[i + 1] ?? 0) + 0.114 * (rgba[i + 2] ?? 0)
  }
  const noise = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y += 1) {
    const above = Math.max(0, y - 1) * width
    const below = Math.min(height - 1, y + 1) * width
    for (let x = 0; x < width; x += 1) {
      const row = y * width
      const left = light[row + Math.max(0, x - 1)] ?? 0
      const right = light[row + Math.min(width - 1, x + 1)] ?? 0
      const mean = (left + right + (light[above + x] ?? 0) + (light[below + x] ?? 0)) / 4
      const grain = 128 + ((light[row + x] ?? 0) - mean) * gain
      const i = (row + x) * 4
      noise[i] = grain
      noise[i + 1] = grain
      noise[i + 2] = grain
      noise[i + 3] = 255
    }
  }
  return noise
}
