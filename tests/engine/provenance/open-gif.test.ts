import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { ActionType, DigitalSourceType } from '@trustnxt/c2pa-ts/manifest'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { openGif } from '@/lib/engine/provenance/open-gif'
import { readProvenance } from '@/lib/engine/provenance/read-provenance'
import { type Identity, makeIdentity, type SignOptions, sign } from '../../support/c2pa'
import { useMedia } from '../../support/media'

const media = useMedia()
const reference = path.join(import.meta.dirname, 'reference')
const captured: SignOptions = {
  actions: [{ action: ActionType.C2paCreated, digitalSourceType: DigitalSourceType.DigitalCapture }],
}
let authority: Identity
let signer: Identity
let plain: Buffer
let signed: Buffer
/** The extension that holds the store, as it lies in `signed`. */
let store: { bytes: Buffer; start: number; end: number }

beforeAll(async () => {
  authority = await makeIdentity({ name: 'Authority', authority: true })
  signer = await makeIdentity({ name: 'Camera maker', issuer: authority })
  const noise = { type: 'gaussian', mean: 120, sigma: 40 } as const
  plain = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#a00', noise } })
    .gif()
    .toBuffer()
  signed = await sign(plain, signer, captured)
  const start = signed.indexOf('C2PA_GIF') - 3
  const end = start + signed.length - plain.length
  store = { bytes: signed.subarray(start, end), start, end }
})

async function read(bytes: Buffer, pem = authority.pem) {
  const trustListPath = await media.file('trust.pem', pem)
  const { findings, manifest } = await readProvenance(await media.file('still.gif', bytes), { trustListPath })
  return { finding: findings[0]!, state: findings[0]!.facts.state, manifest }
}
function flip(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes)
  changed[at] = (changed[at] ?? 0) ^ 1
  return changed
}
/** Pieces of `size` bytes, each behind its length, and an end. */
function cut(content: Buffer, size: number): Buffer {
  const pieces = Array.from({ length: Math.ceil(content.length / size) }, (_, n) =>
    content.subarray(n * size, (n + 1) * size),
  )
  return Buffer.concat([...pieces.flatMap((piece) => [Buffer.from([piece.length]), piece]), Buffer.alloc(1)])
}

describe('a signed GIF', () => {
  it('is a strong authentic hit as a trusted signer left it', async () => {
    const { finding } = await read(signed)
    expect(finding).toMatchObject({ points: 'authentic', strong: true })
    expect(finding.facts).toMatchObject({ state: 'intact', signerTrust: 'trusted', uncoveredBytes: 0 })
  })

  it('is the same to c2pa-rs’s own, and changed by one bit of its colours, its frame or its end', async () => {
    const still = await readFile(path.join(reference, 'still.gif'))
    const pem = await readFile(path.join(reference, 'authority.pem'), 'utf8')
    expect((await read(still, pem)).state).toBe('intact')
    for (const at of [8, 14, still.length - 1, still.length - 12, still.length - 88]) {
      expect((await read(flip(still, at), pem)).state, String(at)).toBe('changed')
    }
  })

  it('is clear without its extension', async () => {
    const { finding, manifest } = await read(plain)
    expect(manifest.validation_state).toBe('NotPresent')
    expect(finding).toMatchObject({ status: 'clear', llr: 0 })
  })

  it('is changed where another picture was put behind it, in front of its end or into its place', async () => {
    const frame = plain.subarray(plain.lastIndexOf(0x2c), plain.length - 1)
    const end = signed.length - 1
    expect((await read(Buffer.concat([signed, plain]))).state).toBe('changed')
    expect((await read(Buffer.concat([signed.subarray(0, end), frame, signed.subarray(end)]))).state).toBe('changed')
    const { start } = store
    const first = Buffer.concat([signed.subarray(0, start), store.bytes, frame, plain.subarray(start)])
    expect((await read(first)).state).toBe('changed')
  })

  it('is changed where it is cut off behind its extension, and cannot be read where that is cut off', async () => {
    expect((await read(signed.subarray(0, signed.length - 20))).state).toBe('changed')
    for (const end of [store.end - 1, store.end - 300, store.start + 60]) {
      const { finding, state } = await read(signed.subarray(0, end))
      expect(state).toBe('unreadable')
      expect(finding).toMatchObject({ status: 'not_applicable', llr: 0, strong: false })
    }
  })

  it('may have no second manifest in front of its picture; one behind it is a change', async () => {
    const twice = Buffer.concat([signed.subarray(0, store.end), store.bytes, signed.subarray(store.end)])
    expect((await read(twice)).state).toBe('unreadable')
    const end = signed.length - 1
    const behind = Buffer.concat([signed.subarray(0, end), store.bytes, signed.subarray(end)])
    expect((await read(behind)).state).toBe('changed')
  })

  it('has its manifest in front of its picture, and nowhere else', async () => {
    const end = plain.length - 1
    const late = Buffer.concat([plain.subarray(0, end), store.bytes, plain.subarray(end)])
    const { state, manifest } = await read(late)
    expect(state).toBe('unreadable')
    expect(manifest.message).toContain('They are not where this file format keeps them.')
  })

  it('has one in whatever pieces: cut so that no word is whole, it is still noticed', async () => {
    const whole = Buffer.from(openGif(signed)!.getManifestJUMBF())
    const extension = Buffer.concat([store.bytes.subarray(0, 14), cut(whole, 5)])
    const shredded = Buffer.concat([plain.subarray(0, store.start), extension, plain.subarray(store.start)])
    expect(shredded.includes('jumdc2pa')).toBe(false)
    expect(Buffer.from(openGif(shredded)!.getManifestJUMBF())).toEqual(whole)
    // The signer left out the bytes where it was; now there are more.
    expect((await read(shredded)).state).toBe('changed')
  })
})

describe('a GIF whose signature leaves out more than its manifest', () => {
  it('is not vouched for: its first picture could be another', async () => {
    const open = await sign(plain, signer, { ...captured, alsoExclude: { start: store.end, length: 20 } })
    const { finding } = await read(flip(open, store.end + 12))
    expect(finding).toMatchObject({ points: 'context', strong: false })
    expect(finding.facts).toMatchObject({ state: 'intact', uncoveredBytes: 20 })
  })

  it.each([
    ['of no length', () => ({ start: store.end, length: Number.NaN })],
    ['of a broken length', () => ({ start: store.end, length: 1.5 })],
    ['over the manifest’s own', () => ({ start: store.end - 10, length: 20 })],
    ['past the end', () => ({ start: store.end + 5, length: 2 ** 53 })],
  ])('verifies nothing by a range %s', async (_name, range) => {
    const { finding } = await read(await sign(plain, signer, { ...captured, alsoExclude: range() }))
    expect(finding).toMatchObject({ points: 'context', llr: 0, strong: false })
    expect(finding.facts.state).not.toBe('intact')
  })
})

describe('a GIF made to take its time', () => {
  const head = () => plain.subarray(0, store.start)
  const mark = Buffer.from('\x21\xff\x0bC2PA_GIF\x01\0\0', 'latin1')

  it.each([
    ['extensions of nothing', () => Buffer.alloc(30_000_000, Buffer.from([0x21, 0xfe, 0]))],
    ['one in pieces of a byte', () => Buffer.concat([mark, Buffer.alloc(30_000_000, Buffer.from([1, 0x6a]))])],
    ['pieces that never end', () => Buffer.concat([mark, Buffer.alloc(30_000_000, 255)])],
    ['manifests of nothing', () => Buffer.alloc(15_000_000, Buffer.concat([mark, Buffer.alloc(1)]))],
  ])('is done in good time: %s', (_name, tail) => {
    const bytes = Buffer.concat([head(), tail()])
    const started = performance.now()
    expect(openGif(bytes)).toBeNull()
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  it('reads nothing past its bytes', () => {
    for (let length = 0; length < store.end; length += 1) expect(openGif(signed.subarray(0, length))).toBeNull()
  })
})
