import fs from 'node:fs'
import sharp from 'sharp'
import { sample } from './desk'
import { text, withChunks } from './pictures'

export interface DaySample {
  name: string
  mimeType: string
  buffer: Buffer
}

const read = (file: string) => fs.readFileSync(sample(file))
const padded = (n: number) => String(n).padStart(2, '0')

/** Small photographs, each another part of the same one; every third shrunk as well, and saved otherwise for each prefix. */
export async function photographs(prefix: string, count: number): Promise<DaySample[]> {
  const { width = 0, height = 0 } = await sharp(read('photograph.jpg')).metadata()
  return Promise.all(
    Array.from({ length: count }, async (_, n) => ({
      name: `${prefix}-${padded(n + 1)}.jpg`,
      mimeType: 'image/jpeg',
      buffer: await sharp(read('photograph.jpg'))
        .extract({ left: n * 8, top: n * 4, width: Math.floor(width / 2), height: Math.floor(height / 2) })
        .resize(n % 3 === 2 ? 240 : 400)
        .jpeg({ quality: 70 + (prefix.length % 20) })
        .toBuffer(),
    })),
  )
}

/** The generated sample with another comment each. */
export function generated(prefix: string, count: number): DaySample[] {
  return Array.from({ length: count }, (_, n) => ({
    name: `${prefix}-${padded(n + 1)}.png`,
    mimeType: 'image/png',
    buffer: withChunks(read('stable-diffusion.png'), text('Comment', `${prefix} ${n}`)),
  }))
}

/** The spoken sample, each a little shorter; its pauses are what a moderator goes from span to span through. */
export function speeches(prefix: string, count: number): DaySample[] {
  const whole = read('speech.wav')
  return Array.from({ length: count }, (_, n) => {
    const buffer = Buffer.from(whole.subarray(0, whole.length - n * 2000))
    buffer.writeUInt32LE(buffer.length - 8, 4)
    buffer.writeUInt32LE(buffer.length - 44, 40)
    return { name: `${prefix}-${padded(n + 1)}.wav`, mimeType: 'audio/wav', buffer }
  })
}

/** The film with free space behind it, another much each. */
export function films(prefix: string, count: number): DaySample[] {
  const whole = read('bay.mp4')
  return Array.from({ length: count }, (_, n) => {
    const free = Buffer.alloc(9 + n)
    free.writeUInt32BE(free.length, 0)
    free.write('free', 4, 'latin1')
    return { name: `${prefix}-${padded(n + 1)}.mp4`, mimeType: 'video/mp4', buffer: Buffer.concat([whole, free]) }
  })
}
