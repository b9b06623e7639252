import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'

/** The head of a WAV file of exactly this many bytes, head included: 16 bit, stereo, 48 kHz. */
export function wavHeader(bytes: number): Buffer {
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(bytes - 8, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(2, 22)
  header.writeUInt32LE(48_000, 24)
  header.writeUInt32LE(192_000, 28)
  header.writeUInt16LE(4, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(bytes - 44, 40)
  return header
}

/** A WAV file of exactly this many bytes of noise. */
export function makeWav(folder: string, bytes: number): string {
  const header = wavHeader(bytes)
  const file = path.join(folder, `noise-${bytes}.wav`)
  const handle = fs.openSync(file, 'w')
  fs.writeSync(handle, header)
  for (let left = bytes - header.length; left > 0; left -= 1 << 20)
    fs.writeSync(handle, crypto.randomBytes(Math.min(left, 1 << 20)))
  fs.closeSync(handle)
  return file
}

/** A JPEG with a photograph's mixture of smooth and busy parts; `size` pixels each way, `grain` from 0 (none). */
export async function makeJpeg(
  folder: string,
  name: string,
  size: { width: number; height: number },
  grain: number,
): Promise<string> {
  const { width, height } = size
  const noise = await sharp({
    create: { width, height, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: grain }, background: '#888' },
  })
    .png()
    .toBuffer()
  const shapes = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="#79b"/><stop offset="1" stop-color="#edc"/></linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#s)"/><circle cx="30%" cy="40%" r="20%" fill="#a53"/>
    <path d="M0 ${height} L${width * 0.4} ${height * 0.5} L${width} ${height}Z" fill="#364"/></svg>`
  const file = path.join(folder, name)
  // Where a bench runs parts of the worker, the engine has turned drawings off.
  sharp.unblock({ operation: ['VipsForeignLoadSvg'] })
  await sharp(Buffer.from(shapes))
    .composite([{ input: noise, blend: 'overlay' }])
    .jpeg({ quality: 90 })
    .toFile(file)
  return file
}
