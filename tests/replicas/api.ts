import crypto from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { boundary, multipartBody } from '../support/multipart'
import type { ReplicatedDesk } from './desk'

/** A picture that no other is like. */
export async function picture(edge = 64): Promise<Buffer> {
  const background = `#${crypto.randomBytes(3).toString('hex')}`
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 }
  return sharp({ create: { width: edge, height: edge, channels: 3, background, noise } })
    .jpeg()
    .toBuffer()
}

/** Hands a file in at one replica; answers its detection's uuid, or null where the replica went meanwhile. */
export async function handIn(
  { key }: ReplicatedDesk,
  url: string,
  body: Buffer,
  fields: Record<string, string> = {},
): Promise<string | null> {
  const parts = Object.entries(fields).map(([name, value]) => ({ name, body: value }))
  const file = { name: 'file', filename: 'portrait-of-jane-doe.jpg', type: 'image/jpeg', body }
  const answer = await fetch(`${url}/api/v2/detect`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: new Uint8Array(multipartBody([...parts, file])),
  }).catch(() => null)
  if (!answer?.ok) return null
  return ((await answer.json()) as { item: { uuid: string } }).item.uuid
}

/** How a detection stands, asked of one replica. */
export async function statusAt({ key }: ReplicatedDesk, url: string, uuid: string): Promise<string> {
  const answer = await fetch(`${url}/api/v2/detect/${uuid}`, { headers: { authorization: `Bearer ${key}` } })
  return ((await answer.json()) as { item: { status: string } }).item.status
}

/** Looks again and again until what is seen is what is waited for. */
export async function until<T>(look: () => Promise<T>, isSo: (seen: T) => boolean, seconds = 60): Promise<T> {
  const end = performance.now() + seconds * 1000
  for (;;) {
    const seen = await look()
    if (isSo(seen)) return seen
    if (performance.now() > end) throw new Error(`not so after ${seconds} s: ${JSON.stringify(seen)}`)
    await pause(150)
  }
}
