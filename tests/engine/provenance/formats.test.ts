import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { ActionType, BMFFHashAssertion, DigitalSourceType } from '@trustnxt/c2pa-ts/manifest'
import { beforeAll, describe, expect, it } from 'vitest'
import { analyse } from '@/lib/engine/analyse'
import { openBmff } from '@/lib/engine/provenance/bmff-asset'
import { checkBmffHash } from '@/lib/engine/provenance/check-bmff-hash'
import { inspectManifest } from '@/lib/engine/provenance/inspect-manifest'
import { openAsset } from '@/lib/engine/provenance/open-asset'
import { openMp3 } from '@/lib/engine/provenance/open-mp3'
import { readProvenance } from '@/lib/engine/provenance/read-provenance'
import { weighManifest } from '@/lib/engine/provenance/weigh-manifest'
import { type Identity, makeIdentity, type SignOptions, sign } from '../../support/c2pa'
import { formatsFolder, useMedia } from '../../support/media'

const media = useMedia()
const reference = path.join(import.meta.dirname, 'reference')
/** Signed by another implementation, c2pa-rs; made with reference/sign-reference.ts. */
const boxes = ['two-tracks.mp4', 'with-xmp.mp4', 'clip.mov', 'tone.m4a', 'still.heic', 'still.avif']
const others = ['clip.avi', 'tone.wav', 'tone.mp3', 'still.gif']

async function read(bytes: Buffer, trustListPath = path.join(reference, 'authority.pem')) {
  const { manifest, findings } = await readProvenance(await media.file('media', bytes), { trustListPath })
  return { manifest, finding: findings[0]!, state: findings[0]!.facts.state }
}
const file = (name: string) => readFile(path.join(reference, name))
function flip(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes)
  changed[at] = (changed[at] ?? 0) ^ 1
  return changed
}
function box(type: string, content: string | Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + content.length)
  head.write(type, 4)
  return Buffer.concat([head, Buffer.from(content)])
}

describe('a file signed by c2pa-rs', () => {
  it.each([...boxes, ...others])('is intact, and its declaration is a strong hit: %s', async (name) => {
    const { manifest, finding } = await read(await file(name))
    expect(manifest.validation_state).toBe('Valid')
    expect(finding).toMatchObject({ status: 'hit', points: 'synthetic', strong: true })
    expect(finding.facts).toMatchObject({ state: 'intact', signerTrust: 'trusted', uncoveredBytes: 0 })
    expect(finding.explain).toContain('signed by Maker, declare that it was made by')
  })

  it.each([...boxes, ...others])('is changed where a byte of its media is: %s', async (name) => {
    const bytes = await file(name)
    // In the media, and in the tables at the end that say where it is; WAV and AVI have their manifest there.
    const isRiff = bytes.indexOf('RIFF') === 0
    for (const at of isRiff ? [50, 300, 3000] : [bytes.length - 1, bytes.length - 12, bytes.length - 150]) {
      const { finding, state } = await read(flip(bytes, at))
      expect(state, `${name} at ${at}`).toBe('changed')
      expect(finding).toMatchObject({ points: 'manipulated', strong: false })
    }
  })

  it.each([
    ['with-xmp.mp4', 'video'],
    ['tone.m4a', 'audio'],
    ['still.avif', 'image'],
  ] as const)('makes the whole analysis say Fake: %s', async (name, mediaType) => {
    const { verdict, c2pa } = await analyse(await media.request(path.join(reference, name), mediaType), () => {})
    expect(c2pa.validation_state).toBe('Valid')
    expect(verdict.label).toBe('Fake')
    expect(verdict.summary).toContain('in the name of Maker, who is not on the trust list, declare')
  })

  it('is changed where a sample is said to lie elsewhere', async () => {
    const bytes = await file('two-tracks.mp4')
    expect((await read(flip(bytes, bytes.indexOf('stco') + 15))).state).toBe('changed')
  })

  it('passes on what somebody else declared, and says so', async () => {
    const { finding } = await read(await file('still.webp'))
    expect(finding).toMatchObject({ points: 'synthetic', strong: true })
    expect(finding.explain).toContain('signed by Maker, pass on the declaration of somebody else that it was made by')
  })

  it('does not vouch for a capture that somebody else declared', async () => {
    const opened = await openAsset(path.join(reference, 'still.webp'))
    if (opened.kind !== 'readable') throw new Error(opened.kind)
    const inspected = await inspectManifest(opened, [], new Date())
    const capture = { action: 'c2pa.created', sourceType: DigitalSourceType.DigitalCapture, passedOn: false }
    const trusted = { ...inspected, trust: 'trusted' as const }
    expect(weighManifest({ ...trusted, actions: [capture] })).toMatchObject({ points: 'authentic', strong: true })
    const gathered = weighManifest({ ...trusted, actions: [{ ...capture, passedOn: true }] })
    expect(gathered).toMatchObject({ points: 'context', strong: false })
  })

  it('says plainly what cannot be verified: a fragmented film', async () => {
    const { manifest, finding } = await read(await file('fragmented.mp4'))
    expect(manifest.validation_state).toBe('Unavailable')
    expect(finding).toMatchObject({ points: 'context', llr: 0, strong: false })
    expect(manifest.message).toContain('The file is fragmented')
    expect(finding.explain).toContain('The file is fragmented')
  })
})

describe('boxes behind a signed film', () => {
  const film = () => file('two-tracks.mp4')

  it('that hold nothing to show may be there, all others change it', async () => {
    expect((await read(Buffer.concat([await film(), box('free', 'nothing')]))).state).toBe('intact')
    expect((await read(Buffer.concat([await film(), box('moov', 'other')]))).state).toBe('changed')
    expect((await read(Buffer.concat([await film(), box('uuid', 'x'.repeat(40))]))).state).toBe('changed')
    expect((await read(Buffer.concat([await film(), Buffer.from('rest')]))).state).toBe('changed')
  })

  it('may not be a second manifest', async () => {
    const bytes = await film()
    const at = bytes.indexOf('uuid') - 4
    const store = bytes.subarray(at, at + bytes.readUInt32BE(at))
    expect((await read(Buffer.concat([bytes, store]))).state).toBe('unreadable')
  })

  it.each([
    ['no size that can be', Buffer.from(`00000001757569640000000000000000${'00'.repeat(40)}`, 'hex')],
    ['a size past the end', Buffer.from('7fffffff75756964', 'hex')],
    ['nothing but heads', Buffer.from('0000000866726565'.repeat(20_000), 'hex')],
  ])('end the reading in good time: %s', async (_name, tail) => {
    const { finding } = await read(Buffer.concat([await film(), tail]))
    expect(finding.strong).toBe(false)
  })
})

describe('a file made to take its time', () => {
  const storeHead = Buffer.from('\0\0\0\0manifest\0\0\0\0\0\0\0\0\0jumb', 'latin1')

  it('is done in good time where no object of a tag ends its type', async () => {
    const object = Buffer.concat([Buffer.from('GEOB'), Buffer.from('80808081ffff03', 'hex')])
    const objects = Buffer.concat(Array<Buffer>(1_500_000).fill(object))
    const size = [21, 14, 7, 0].map((shift) => (objects.length >> shift) & 127)
    const tag = Buffer.concat([Buffer.from('ID3\x04\0\0'), Buffer.from(size), objects])
    const started = performance.now()
    expect(openMp3(tag)).toBeNull()
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  it('is done in good time where boxes are told apart by a long list', async () => {
    const store = box('uuid', Buffer.concat([Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex'), storeHead]))
    const boxes = Array<Buffer>(9000).fill(box('uuid', 'x'.repeat(40)))
    const asset = openBmff(Buffer.concat([box('ftyp', 'isom'), store, ...boxes]))
    const same = { offset: 4, value: new Uint8Array(Buffer.from('uuid')) }
    const other = { offset: 4, value: new Uint8Array(Buffer.from('moov')) }
    const exclusion = { xpath: '/uuid', data: [...Array<typeof same>(5000).fill(same), other] }
    const binding = Object.assign(new BMFFHashAssertion(2), { algorithm: 'SHA-256', hash: new Uint8Array(32) })
    binding.exclusions.push(...Array<typeof exclusion>(50).fill(exclusion))
    const started = performance.now()
    expect(checkBmffHash(asset!, binding).state).toBe('unverifiable')
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

describe('a signature that leaves out more than the rules do', () => {
  const captured: SignOptions = {
    actions: [{ action: ActionType.C2paCreated, digitalSourceType: DigitalSourceType.DigitalCapture }],
  }
  let authority: Identity
  let signer: Identity
  let film: Buffer
  beforeAll(async () => {
    authority = await makeIdentity({ name: 'Authority', authority: true })
    signer = await makeIdentity({ name: 'Camera maker', issuer: authority })
    film = await readFile(path.join(formatsFolder, 'silent.mp4'))
  })
  const readTrusted = async (bytes: Buffer) => read(bytes, await media.file('trust.pem', authority.pem))
  const leaving =
    (...more: BMFFHashAssertion['exclusions']) =>
    (content: BMFFHashAssertion) => {
      content.exclusions.push(...more)
    }

  it('is a strong authentic hit where it does not', async () => {
    const { finding } = await readTrusted(await sign(film, signer, captured))
    expect(finding).toMatchObject({ points: 'authentic', strong: true })
  })

  it.each([
    ['where the samples lie', { xpath: '/moov/trak/mdia/minf/stbl/stco', subset: [{ offset: 16, length: 0 }] }],
    ['all of the film', { xpath: '/mdat' }],
    ['its last kilobyte', { xpath: '/mdat', subset: [{ offset: 60_000, length: 0 }] }],
    ['its description', { xpath: '/moov[0]' }],
    ['any box of the name uuid', { xpath: '/uuid' }],
  ])('verifies nothing, whoever signed: %s', async (_name, exclusion) => {
    const tagged = Buffer.concat([film, box('uuid', 'x'.repeat(40))])
    const { manifest, finding, state } = await readTrusted(
      await sign(tagged, signer, { ...captured, bind: leaving(exclusion) }),
    )
    expect(state).toBe('unverifiable')
    expect(finding).toMatchObject({ points: 'context', llr: 0, strong: false })
    expect(finding.explain).toContain('The signature leaves out parts of the file.')
    expect(manifest.message).toContain('The signature leaves out parts of the file.')
  })

  it('may name what the file does not hold', async () => {
    const bind = leaving({ xpath: '/meta/iloc' }, { xpath: '/moof/traf/tfhd' })
    expect((await readTrusted(await sign(film, signer, { ...captured, bind }))).state).toBe('intact')
  })

  it('verifies nothing by trees of hashes, or by a range of bytes', async () => {
    const tree = { uniqueId: 0, localId: 0, count: 1, hashes: [new Uint8Array(32)], fixedBlockSize: 1 }
    const bind = (content: BMFFHashAssertion) => {
      content.merkle = [tree]
    }
    expect((await readTrusted(await sign(film, signer, { ...captured, bind }))).state).toBe('unverifiable')
    const ranged = await readTrusted(await sign(film, signer, { ...captured, bindByRange: true }))
    expect(ranged.finding.explain).toContain('not bound to the file as its format asks for')
  })
})
