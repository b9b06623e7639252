import crypto from 'node:crypto'
import { ActionType, DigitalSourceType } from '@trustnxt/c2pa-ts/manifest'
import sharp from 'sharp'
import { makeIdentity, sign } from './c2pa'
import type { TestDatabase } from './database'
import { findInDatabase } from './search-database'

/** A word that stands nowhere else. */
export function newCanary(): string {
  return `canary${crypto.randomBytes(6).toString('hex')}`
}

/** Every column of every table that holds the word: `schema.table.column`, in order. */
export async function findCanary(db: TestDatabase, canary: string): Promise<string[]> {
  return (await findInDatabase(db, canary)).map(({ table, column }) => `${table}.${column}`).sort()
}

/** A JPEG that says the word of itself wherever the engine reads: camera, program, signer of its Content Credentials. */
export async function tellingJpeg(canary: string): Promise<Buffer> {
  const picture = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#4a7' } })
    .withExif({ IFD0: { Make: canary, Model: canary, Software: canary, ImageDescription: canary, Artist: canary } })
    .jpeg()
    .toBuffer()
  const issuer = await makeIdentity({ name: 'An authority', authority: true })
  return sign(picture, await makeIdentity({ name: canary, issuer }), {
    actions: [{ action: ActionType.C2paCreated, digitalSourceType: DigitalSourceType.TrainedAlgorithmicMedia }],
  })
}

/** A WAV file whose tags name the word as program, artist and title. */
export function tellingWav(canary: string): Buffer {
  const text = Buffer.from(`${canary}${'\0'.repeat(2 - (canary.length % 2))}`)
  const tag = (id: string) => {
    const head = Buffer.alloc(8)
    head.write(id)
    head.writeUInt32LE(text.length, 4)
    return Buffer.concat([head, text])
  }
  const info = Buffer.concat([Buffer.from('INFO'), tag('ISFT'), tag('IART'), tag('INAM')])
  const list = Buffer.alloc(8)
  list.write('LIST')
  list.writeUInt32LE(info.length, 4)
  const seconds = 3
  const samples = Buffer.alloc(48_000 * seconds * 2)
  for (let i = 0; i < samples.length / 2; i++) samples.writeInt16LE(Math.round(Math.sin(i / 20) * 9000), i * 2)
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples.length + list.length + info.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(48_000, 24)
  head.writeUInt32LE(96_000, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples.length, 40)
  return Buffer.concat([head.subarray(0, 36), list, info, head.subarray(36), samples])
}
