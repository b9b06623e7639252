import { expect, test } from 'vitest'
import { pdqDistance, pdqOf } from '@/lib/engine/match/pdq'

/**
 * What the authors' own C++ program (github.com/facebook/ThreatExchange, pdq/cpp, compiled with g++ 12) gives for pictures made by
 * the rule below: from the pixels to the hash and its quality, for sizes above, below and beside its 64 samples.
 */
const vectors: [width: number, height: number, seed: number, pdq: string, quality: number][] = [
  [640, 400, 1, '01ff7fffffe040e0ffe01c20fce7c3e0bfe01f60ffa355750020a0e200e0a3e0', 100],
  [301, 517, 2, 'afdc50980d30d065af4dd2dc8e9c50f80d3000fd5daaf700afcdf30cafcdf30c', 100],
  [64, 64, 3, '55da3ff94002aba95552000797de2ba3bb5e3df47001f5b52f005255eee3aaaa', 91],
  [1024, 768, 4, 'fe00f800f001a000c057805f557f002a0a2a3f7f2a2aff7f3e2aff7afe2aff2a', 100],
  [40, 90, 5, '5f7ceca0c86585581925d8260145cba3f72f8a71f7e5104855ddfffb0000faeb', 100],
  [129, 65, 6, 'f4050aa7552b41c2040f007fae8f555202a50c2ffff5ac2fa6b5fcaba956aaad', 100],
  [2000, 1500, 7, '77771c71f9dc67465e713998718ec6717b19318cce66c73139ce5c4646187110', 100],
  [500, 500, 8, '980731c76387b6079c2fbce731c437c56707b757e0054aae1cb7c8ae18e748a6', 100],
]

/** Up and down between 0 and 255, every 512. */
const wave = (value: number) => Math.min(255, Math.abs((value % 512) - 256))

function picture(width: number, height: number, seed: number) {
  const rgb = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3
      rgb[at] = wave(x * 7 + y * 3 + seed * 11)
      rgb[at + 1] = wave(x * 2 + y * 9 + ((x * y) >> 6) + seed * 29)
      rgb[at + 2] = wave(((x * x + y * y) >> 6) + seed * 5)
    }
  }
  return { width, height, rgb }
}

test.each(vectors)(
  '%i × %i pixels (%i) have the hash and quality of the reference',
  (width, height, seed, pdq, quality) => {
    const ours = pdqOf(picture(width, height, seed))
    expect(pdqDistance(ours.pdq, pdq)).toBe(0)
    expect(ours.quality).toBe(quality)
  },
)
