import path from 'node:path'
import { DigitalSourceType } from '@trustnxt/c2pa-ts/manifest'
import sharp, { type Sharp } from 'sharp'
import { addBoat, addSensorNoise, drawScene, type Scene } from '../sample-media/scene'
import { signJpeg } from '../sample-media/sign'

const authority = path.resolve('tests/media/authority')
const asRaw = ({ width, height }: Scene) => ({ raw: { width, height, channels: 3 as const } })

function bay(seed: number, light = 1): Scene {
  return drawScene({ width: 1200, height: 800, seed, light })
}

/** Noise comes after the look, as a camera's does: a look laid over it would be a trace of editing. */
async function photograph(scene: Scene, look: (picture: Sharp) => Sharp): Promise<Buffer> {
  const { data, info } = await look(sharp(scene.rgb, asRaw(scene)))
    .raw()
    .toBuffer({ resolveWithObject: true })
  const noisy = addSensorNoise({ width: info.width, height: info.height, rgb: data }, 12)
  return sharp(noisy.rgb, asRaw(noisy)).jpeg({ quality: 90 }).toBuffer()
}

/** Pictures of the same computed bay at other hours, so that a queue does not show one picture ten times. */
export const pictures = {
  regatta() {
    const boats: [number, number, number][] = [
      [180, 380, 150],
      [420, 420, 190],
      [690, 395, 160],
      [930, 430, 210],
    ]
    const scene = boats.reduce((drawn, [left, top, size]) => addBoat(drawn, left, top, size), bay(91))
    return photograph(scene, (picture) => picture.modulate({ brightness: 1.12, saturation: 1.25 }))
  },
  evening: () =>
    photograph(addBoat(bay(105, 0.85), 760, 420, 120), (picture) =>
      picture.recomb([
        [1.2, 0.1, 0],
        [0.1, 0.8, 0],
        [0, 0.1, 0.6],
      ]),
    ),
  night: () => photograph(addBoat(bay(117, 0.35), 520, 400, 170), (picture) => picture.modulate({ saturation: 0.6 })),
  /** Signed by a camera. */
  async press() {
    const whole = { left: 260, top: 0, width: 620, height: 800 }
    const taken = await photograph(addBoat(bay(131), 470, 400, 200), (picture) =>
      picture.extract(whole).modulate({ saturation: 0 }),
    )
    return signJpeg(taken, authority, DigitalSourceType.DigitalCapture, 'Docket test camera')
  },
  /** Signed by a generator. */
  async generated() {
    const made = await photograph(addBoat(bay(149), 420, 360, 260), (picture) =>
      picture.modulate({ hue: 320, saturation: 1.7, brightness: 1.05 }),
    )
    return signJpeg(made, authority, DigitalSourceType.TrainedAlgorithmicMedia, 'Docket test generator')
  },
}
export type Drawn = keyof typeof pictures
