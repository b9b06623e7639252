import crypto from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { DamagedFile, openSealed, openSealer, sealedSize, sealing, segmentBytes } from '@/lib/media/sealed-file'
import type { ByteRange } from '@/lib/media/store'

const key = crypto.randomBytes(32)
const tag = 16
const sealedSegment = segmentBytes + tag

/** In pieces of other sizes than segments have. */
async function* inPieces(bytes: Buffer, most: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; ) {
    const length = 1 + crypto.randomInt(most)
    yield bytes.subarray(at, at + length)
    at += length
  }
}

const seal = (plain: Buffer, with_ = key, most = 100_000) =>
  buffer(Readable.from(sealing(inPieces(plain, most), with_)))

/** Opens sealed bytes; `asked` hears which of them were fetched. */
async function unseal(sealed: Buffer, sizeBytes: number, range?: ByteRange, with_ = key, asked: ByteRange[] = []) {
  const open = async (part?: ByteRange) => {
    if (part) asked.push(part)
    return Readable.from(inPieces(part ? sealed.subarray(part.start, part.end + 1) : sealed, 90_000))
  }
  return buffer(await openSealed({ key: with_, sizeBytes, open }, range))
}

const sizes = [1, 15, 16, segmentBytes - 1, segmentBytes, segmentBytes + 1, 3 * segmentBytes, 3 * segmentBytes + 77]

describe.each(sizes)('a file of %i bytes', (size) => {
  const plain = crypto.randomBytes(size)

  test('comes back as it was, and is as long as was said', async () => {
    const sealed = await seal(plain)
    expect(sealed.length).toBe(sealedSize(size))
    expect(sealed.includes(plain.subarray(0, 16)) && size >= 16).toBe(false)
    expect((await unseal(sealed, size)).equals(plain)).toBe(true)
  })

  test('any range of it too, from no more than the segments it lies in', async () => {
    const sealed = await seal(plain)
    for (let round = 0; round < 12; round++) {
      const [one, other] = [crypto.randomInt(size), crypto.randomInt(size)]
      const range = { start: Math.min(one, other), end: Math.max(one, other) }
      const asked: ByteRange[] = []
      const part = await unseal(sealed, size, range, key, asked)
      expect(part.equals(plain.subarray(range.start, range.end + 1))).toBe(true)
      const [fetched] = asked
      expect(fetched!.start).toBe(Math.floor(range.start / segmentBytes) * sealedSegment)
      expect(fetched!.end - fetched!.start).toBeLessThan(range.end - range.start + 2 * sealedSegment)
    }
  })

  test('cut off anywhere, it does not open as a whole', async () => {
    const sealed = await seal(plain)
    const cuts = [
      sealed.length - 1,
      sealed.length - tag,
      sealedSegment,
      sealedSegment - 1,
      crypto.randomInt(sealed.length),
    ]
    for (const cut of cuts.filter((at) => at < sealed.length)) {
      await expect(unseal(sealed.subarray(0, cut), size)).rejects.toThrow(DamagedFile)
      // Nor where its row says that it was shorter.
      const claimed = Math.max(1, cut - tag * Math.ceil(cut / sealedSegment))
      if (claimed < size)
        await expect(unseal(sealed.subarray(0, sealedSize(claimed)), claimed)).rejects.toThrow(DamagedFile)
    }
  })

  test('with one bit changed anywhere, or with more behind it, it does not open', async () => {
    const sealed = await seal(plain)
    for (let round = 0; round < 8; round++) {
      const changed = Buffer.from(sealed)
      const at = crypto.randomInt(changed.length)
      changed.writeUInt8(changed.readUInt8(at) ^ (1 << crypto.randomInt(8)), at)
      await expect(unseal(changed, size)).rejects.toThrow(DamagedFile)
    }
    await expect(unseal(Buffer.concat([sealed, Buffer.of(0)]), size)).rejects.toThrow(DamagedFile)
    await expect(unseal(Buffer.concat([sealed, sealed]), size)).rejects.toThrow(DamagedFile)
  })

  test('nor with another key', async () => {
    await expect(unseal(await seal(plain), size, undefined, crypto.randomBytes(32))).rejects.toThrow(DamagedFile)
  })
})

test('segments that change places, or come from another file, do not open', async () => {
  const plain = crypto.randomBytes(4 * segmentBytes)
  const sealed = await seal(plain)
  const segment = (of: Buffer, index: number) => of.subarray(index * sealedSegment, (index + 1) * sealedSegment)
  const order = async (...indices: number[]) =>
    unseal(Buffer.concat(indices.map((index) => segment(sealed, index))), plain.length)
  expect((await order(0, 1, 2, 3)).equals(plain)).toBe(true)
  for (const wrong of [
    [1, 0, 2, 3],
    [0, 0, 2, 3],
    [0, 1, 3, 2],
    [0, 1, 2, 2],
  ]) {
    await expect(order(...wrong)).rejects.toThrow(DamagedFile)
  }
  const other = await seal(crypto.randomBytes(4 * segmentBytes), crypto.randomBytes(32))
  const mixed = Buffer.concat([segment(sealed, 0), segment(other, 1), segment(sealed, 2), segment(sealed, 3)])
  await expect(unseal(mixed, plain.length)).rejects.toThrow(DamagedFile)
  // What lies before is passed on only once it was seen to be whole, and in a range the rest does not matter.
  expect((await unseal(mixed, plain.length, { start: 5, end: 9 })).equals(plain.subarray(5, 10))).toBe(true)
  await expect(unseal(mixed, plain.length, { start: segmentBytes, end: segmentBytes })).rejects.toThrow(DamagedFile)
})

test('a last segment does not pass for a middle one, nor the other way round', async () => {
  const plain = crypto.randomBytes(2 * segmentBytes)
  const sealed = await seal(plain)
  await expect(unseal(sealed.subarray(0, sealedSegment), segmentBytes)).rejects.toThrow(DamagedFile)
  const short = await seal(plain.subarray(0, segmentBytes))
  await expect(unseal(Buffer.concat([short, sealed.subarray(sealedSegment)]), plain.length)).rejects.toThrow(
    DamagedFile,
  )
})

test('the same bytes look different in each file', async () => {
  const plain = Buffer.alloc(200_000, 'the same')
  const [one, other] = [await seal(plain), await seal(plain, crypto.randomBytes(32))]
  expect(one.subarray(0, 64).equals(other.subarray(0, 64))).toBe(false)
  expect(one.subarray(0, 64).equals(one.subarray(sealedSegment, sealedSegment + 64))).toBe(false)
})

test('sealing holds no more than a segment back', () => {
  const sealer = openSealer(key)
  let given = 0
  let written = 0
  for (let round = 0; round < 300; round++) {
    const chunk = crypto.randomBytes(crypto.randomInt(1, 40_000))
    given += chunk.length
    written += Buffer.concat(sealer.update(chunk)).length
    expect(given - written).toBeLessThanOrEqual(segmentBytes)
  }
  expect(written + Buffer.concat(sealer.final()).length).toBe(sealedSize(given))
})

test('a reader that goes away lets go of the file', async () => {
  const sealed = await seal(crypto.randomBytes(10 * segmentBytes))
  let source: Readable | undefined
  const open = async () => {
    source = Readable.from(inPieces(sealed, 1000))
    return source
  }
  const stream = await openSealed({ key, sizeBytes: 10 * segmentBytes, open })
  for await (const _ of stream) break
  stream.destroy()
  await expect.poll(() => source?.destroyed).toBe(true)
})
