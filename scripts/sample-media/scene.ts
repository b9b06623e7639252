import { seeded, smoothNoise } from './random'

/** 8-bit RGB, interleaved. */
export interface Scene {
  width: number
  height: number
  rgb: Buffer
}

type Colour = [number, number, number]

/**
 * A bay at evening, computed: sky with clouds, hills, water, grass. Fine texture everywhere, as a photograph has.
 * `shift` moves it sideways (for video), `light` is 0 (night) to 1.
 */
export function drawScene(options: {
  width: number
  height: number
  seed: number
  shift?: number
  light?: number
}): Scene {
  const { width, height, seed, shift = 0, light = 1 } = options
  const clouds = smoothNoise(seed, 6)
  const hills = smoothNoise(seed + 1, 7)
  const grain = smoothNoise(seed + 2, 4)
  const rgb = Buffer.alloc(width * height * 3)
  for (let px = 0; px < width; px += 1) {
    const x = (px + shift) / height
    const far = 0.5 - 0.12 * hills(x * 1.3, 3.1)
    const near = 0.56 - 0.13 * hills(x * 2.1 + 9, 7.7)
    const shore = 0.8 + 0.06 * hills(x * 3 + 4, 1.3)
    for (let py = 0; py < height; py += 1) {
      const y = py / height
      const fine = grain(x * 60, y * 60) - 0.5
      let colour: Colour
      if (y > shore) colour = shade([74, 96, 44], 1 + fine * 0.9 + (y - shore) * 0.8)
      else if (y > 0.58) colour = water(x, y, clouds, fine)
      else if (y > near) colour = shade([66, 78, 58], 0.9 + fine * 0.6)
      else if (y > far) colour = shade([104, 112, 124], 0.95 + fine * 0.25)
      else colour = sky(x, y, clouds)
      for (let c = 0; c < 3; c += 1) rgb[(py * width + px) * 3 + c] = clamp((colour[c] ?? 0) * light)
    }
  }
  return { width, height, rgb }
}

/** Draws a sailing boat into a scene: hull and sails around `left`, `top`, `size` pixels high. Changes the scene. */
export function addBoat(scene: Scene, left: number, top: number, size: number): Scene {
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const [u, v] = [x / size, y / size]
      const mast = Math.abs(u - 0.5) < 0.008 && v < 0.8
      const sail =
        v > 0.05 && v < 0.72 && ((u > 0.52 && u - 0.52 < v * 0.5) || (u < 0.48 && 0.48 - u < (v - 0.15) * 0.4))
      const hull = v >= 0.78 && v < 0.95 && u > 0.12 + (v - 0.78) * 0.8 && u < 0.92 - (v - 0.78) * 0.5
      const colour = mast
        ? [60, 44, 34]
        : sail
          ? [232 - v * 30, 226 - v * 30, 212 - v * 20]
          : hull
            ? [122, 38, 34]
            : null
      if (colour === null) continue
      scene.rgb.set(colour.map(clamp), ((top + y) * scene.width + left + x) * 3)
    }
  }
  return scene
}

/**
 * Makes a computed scene look taken by a sensor: light falls off to the corners, and every pixel has shot and read
 * noise, smoothed a little as demosaicing does.
 */
export function addSensorNoise(scene: Scene, seed: number, strength = 1): Scene {
  const { width, height } = scene
  const random = seeded(seed)
  const gauss = () => random() + random() + random() + random() - 2
  const noisy = new Float32Array(scene.rgb.length)
  for (let i = 0; i < noisy.length; i += 1) {
    const pixel = Math.floor(i / 3)
    const dx = (pixel % width) / width - 0.5
    const dy = Math.floor(pixel / width) / height - 0.5
    const value = (scene.rgb[i] ?? 0) * (1 - 0.35 * (dx * dx + dy * dy))
    noisy[i] = value + gauss() * strength * Math.sqrt(4 + value * 0.25)
  }
  const rgb = Buffer.alloc(noisy.length)
  for (let i = 0; i < noisy.length; i += 1) {
    const middle = noisy[i] ?? 0
    const around = ((noisy[i - 3] ?? middle) + (noisy[i + 3] ?? middle)) / 2
    rgb[i] = clamp(middle * 0.75 + around * 0.25)
  }
  return { width, height, rgb }
}

function sky(x: number, y: number, clouds: (x: number, y: number) => number): Colour {
  const cloud = Math.max(0, clouds(x * 1.6, y * 4) - 0.45) * 2
  const glow = Math.exp(-((x - 0.9) ** 2) * 6 - (y - 0.42) ** 2 * 30)
  return [
    110 + 90 * y + cloud * 110 + glow * 70,
    145 + 40 * y + cloud * 85 + glow * 30,
    195 - 20 * y + cloud * 40 - glow * 20,
  ]
}

function water(x: number, y: number, clouds: (x: number, y: number) => number, fine: number): Colour {
  const depth = y - 0.58
  const [red, green, blue] = sky(x + Math.sin(y * 900) * 0.01, Math.max(0, 0.5 - depth * 1.5), clouds)
  const ripple = Math.sin(y * 700 + Math.sin(x * 40) * 3) * 0.06 * (1 + depth * 4) + fine * 0.35
  return shade([red * 0.62, green * 0.7, blue * 0.78], 1 + ripple)
}

function shade([red, green, blue]: Colour, by: number): Colour {
  return [red * by, green * by, blue * by]
}

function clamp(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)))
}
