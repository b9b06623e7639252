import { readFile } from 'node:fs/promises'
import { ActionType, DigitalSourceType } from '@trustnxt/c2pa-ts/manifest'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { cardLlr } from '@/lib/engine/card'
import capturedCard from '@/lib/engine/cards/provenance.c2pa.captured.json'
import changedCard from '@/lib/engine/cards/provenance.c2pa.changed.json'
import declaredCard from '@/lib/engine/cards/provenance.c2pa.declared.json'
import { readCredentials } from '@/lib/engine/provenance/credentials'
import { readProvenance } from '@/lib/engine/provenance/read-provenance'
import { type Identity, makeIdentity, type SignOptions, sign } from '../../support/c2pa'
import { useMedia } from '../../support/media'
import { expectCard } from '../../support/quoted-card'

const media = useMedia()
const picture = sharp({ create: { width: 120, height: 80, channels: 3, background: '#47a' } })
const created = (digitalSourceType: DigitalSourceType): SignOptions => ({
  actions: [{ action: ActionType.C2paCreated, digitalSourceType }],
})
const captured = created(DigitalSourceType.DigitalCapture)
const generated = created(DigitalSourceType.TrainedAlgorithmicMedia)
let jpeg: Buffer
let authority: Identity
let signer: Identity

beforeAll(async () => {
  jpeg = await picture.clone().jpeg().toBuffer()
  authority = await makeIdentity({ name: 'Authority', authority: true })
  signer = await makeIdentity({ name: 'Camera maker', issuer: authority })
})

async function read(bytes: Buffer, options: { trusted?: boolean; now?: Date } = {}) {
  const path = await media.file('picture', bytes)
  const trustListPath = options.trusted ? await media.file('trust.pem', authority.pem) : undefined
  const { manifest, findings } = await readProvenance(path, { trustListPath, ...(options.now && { now: options.now }) })
  expect(findings).toHaveLength(1)
  expectCard(findings[0]!)
  return { manifest, finding: findings[0]! }
}
const codes = ({ manifest }: Awaited<ReturnType<typeof read>>, success: boolean) =>
  manifest.validation_results.filter((entry) => entry.success === success).map(({ code }) => code)
/** Gives the box of an assertion another name; the addresses in the claim, which end in it, stay. */
function rename(store: Buffer, label: string): void {
  let at = store.indexOf(`${label}\0`)
  while (store[at - 1] === 0x2f) at = store.indexOf(`${label}\0`, at + 1)
  if (at < 0) throw new Error(`There is no ${label} here.`)
  store.write('x', at)
}

describe('a file without a manifest', () => {
  it.each(['jpeg', 'png', 'gif', 'webp'] as const)('is clear and NotPresent: %s', async (format) => {
    const result = await read(await picture.clone().toFormat(format).toBuffer())
    expect(result.manifest.validation_state).toBe('NotPresent')
    expect(result.finding).toMatchObject({ status: 'clear', llr: 0, strong: false })
  })
})

describe('an intact manifest', () => {
  it.each(['jpeg', 'png'] as const)('of a generator is a strong synthetic hit, whoever signed: %s', async (format) => {
    const result = await read(await sign(await picture.clone().toFormat(format).toBuffer(), signer, generated))
    expect(result.manifest.validation_state).toBe('Valid')
    expect(result.finding).toMatchObject({ status: 'hit', points: 'synthetic', strong: true })
    expect(result.finding.llr).toBe(cardLlr(declaredCard))
    expect(result.finding.doesNotShow).toContain(declaredCard.says)
    expect(result.finding.explain).toContain('signed in the name of Camera maker, who is not on the trust list,')
    expect(result.finding.doesNotShow).toContain('has not been counted')
  })

  it('with AI-made parts points to manipulation', async () => {
    const parts = created(DigitalSourceType.CompositeWithTrainedAlgorithmicMedia)
    const { finding } = await read(await sign(jpeg, signer, parts))
    expect(finding).toMatchObject({ points: 'manipulated', strong: true })
    expect(finding.explain).toContain('in the name of Camera maker, who is not on the trust list,')
  })

  it('of a generator names a trusted signer plainly, and one whose certificate expired with that caveat', async () => {
    const file = await sign(jpeg, signer, generated)
    const { finding } = await read(file, { trusted: true })
    expect(finding.explain).toContain('signed by Camera maker, declare')
    const now = new Date(Date.now() + 100 * 24 * 3600 * 1000)
    const late = await read(file, { trusted: true, now })
    expect(late.finding.explain).toContain('in the name of Camera maker, whose certificate expired and is not trusted,')
  })

  it('of a trusted capture is a strong authentic hit', async () => {
    const result = await read(await sign(jpeg, signer, captured), { trusted: true })
    expect(result.finding).toMatchObject({ points: 'authentic', strong: true })
    expect(result.finding.llr).toBeCloseTo(-Math.log(9), 9)
    expect(cardLlr(capturedCard)).toBeGreaterThan(Math.log(9))
    expect(result.finding.doesNotShow).toContain(capturedCard.says)
    expect(codes(result, true)).toContain('signingCredential.trusted')
    expect(result.manifest.message).toContain('a trusted signer')
  })

  it('of an unknown signer proves nothing, and is never said to be trusted', async () => {
    const result = await read(await sign(jpeg, signer, captured))
    expect(result.finding).toMatchObject({ status: 'hit', points: 'context', llr: 0, strong: false })
    expect(codes(result, true)).not.toContain('signingCredential.trusted')
    expect(codes(result, false)).toContain('signingCredential.untrusted')
    expect(result.manifest.message).toContain('not on this server’s trust list')
  })

  it('of a capture that was edited in the same breath is not vouched for', async () => {
    const edited: SignOptions = { actions: [...captured.actions, { action: ActionType.C2paEdited }] }
    const { finding } = await read(await sign(jpeg, signer, edited), { trusted: true })
    expect(finding).toMatchObject({ points: 'context', strong: false })
  })

  it('tells expiry from a change, and stays intact', async () => {
    const file = await sign(jpeg, signer, captured)
    const later = new Date(Date.now() + 100 * 24 * 3600 * 1000)
    const result = await read(file, { trusted: true, now: later })
    expect(result.finding).toMatchObject({ points: 'context', strong: false })
    expect(result.finding.facts).toMatchObject({ state: 'intact', signerTrust: 'expired' })
    expect(result.manifest.validation_state).toBe('Unavailable')
    expect(codes(result, false)).toEqual(expect.arrayContaining(['signingCredential.expired']))
  })

  it('leaves file names and pictures out of the answer', async () => {
    const { manifest } = await read(await sign(jpeg, signer, captured))
    const [described] = Object.values(manifest.manifests) as Record<string, unknown>[]
    expect(Object.keys(described!)).toEqual([
      'claim_generator',
      'claim_generator_version',
      'format',
      'instance_id',
      'signature_info',
      'assertions',
    ])
  })
})

describe('ingredients', () => {
  it('are told with what they are and which manifest is theirs, without their names', async () => {
    const ingredient = { title: 'holiday.jpg', label: 'urn:uuid:parent' }
    const { manifest } = await read(await sign(jpeg, signer, { ...captured, ingredient }))
    const [described] = Object.values(manifest.manifests) as Record<string, unknown>[]
    expect(described!.ingredients).toEqual([
      { relationship: 'parentOf', format: 'image/jpeg', active_manifest: 'urn:uuid:parent' },
    ])
    expect(JSON.stringify(manifest)).not.toContain('holiday')
  })
})

describe('a changed file', () => {
  it('is found at every byte of the picture, trusted or not, and never decides alone', async () => {
    const file = await sign(jpeg, signer, captured)
    for (const at of [file.length - 3, file.length - 40, file.length - 200]) {
      const changed = Buffer.from(file)
      changed[at] = (changed[at] ?? 0) ^ 1
      const result = await read(changed, { trusted: true })
      expect(result.finding).toMatchObject({ points: 'manipulated', strong: false, llr: 1.4 })
      expect(result.finding.doesNotShow).toContain(changedCard.says)
      expect(result.manifest.validation_state).toBe('Unavailable')
      expect(codes(result, false)).toContain('assertion.dataHash.mismatch')
    }
  })

  it('is found where bytes were added behind the end', async () => {
    const { finding } = await read(Buffer.concat([await sign(jpeg, signer, captured), Buffer.from('more')]))
    expect(finding.points).toBe('manipulated')
  })

  it('is found although the certificate has expired', async () => {
    const old = await makeIdentity({ name: 'Old', issuer: authority, from: -20, to: -1 })
    const file = await sign(jpeg, old, captured)
    file[file.length - 3] = (file[file.length - 3] ?? 0) ^ 1
    expect((await read(file, { trusted: true })).finding).toMatchObject({ points: 'manipulated' })
  })

  it('is found where the manifest itself was rewritten', async () => {
    const file = await sign(jpeg, signer, captured)
    const at = file.indexOf('digitalCapture')
    file.write('digitalCaptura', at)
    const { finding } = await read(file, { trusted: true })
    expect(finding).toMatchObject({ points: 'manipulated', strong: false })
  })

  it('declares nothing any more: a pasted generator manifest is not a generator mark', async () => {
    const file = await sign(jpeg, signer, generated)
    file[file.length - 3] = (file[file.length - 3] ?? 0) ^ 1
    expect((await read(file)).finding).toMatchObject({ points: 'manipulated', strong: false })
  })
})

describe('a manifest that tries to get round the checks', () => {
  it('cannot vouch with actions that the signed claim does not list', async () => {
    const edited: SignOptions = { actions: [{ action: ActionType.C2paCreated }], smuggled: captured.actions }
    const { finding } = await read(await sign(jpeg, signer, edited), { trusted: true })
    expect(finding.facts).toMatchObject({ state: 'intact', signerTrust: 'trusted', actions: 'c2pa.created' })
    expect(finding).toMatchObject({ points: 'context', strong: false })
  })

  it('cannot drop what the signed claim lists by giving it another name', async () => {
    const composite = { action: ActionType.C2paEdited, digitalSourceType: DigitalSourceType.TrainedAlgorithmicMedia }
    const signed: SignOptions = { ...captured, also: [composite] }
    expect((await read(await sign(jpeg, signer, signed), { trusted: true })).finding.points).toBe('synthetic')
    const renamed = await sign(jpeg, signer, { ...signed, forge: (store) => rename(store, 'c2pa.actions.v2__2') })
    const result = await read(renamed, { trusted: true })
    expect(codes(result, false)).toContain('assertion.missing')
    expect(result.manifest.validation_state).toBe('Unavailable')
    expect(result.finding).toMatchObject({ points: 'manipulated', strong: false, facts: { state: 'changed' } })
  })

  it('cannot drop what the claim passes on of somebody else either', async () => {
    const gif = await readFile(new URL('reference/still.gif', import.meta.url))
    expect((await read(gif)).finding.points).toBe('synthetic')
    rename(gif, 'c2pa.actions.v2')
    expect((await read(gif)).finding).toMatchObject({ points: 'manipulated', facts: { state: 'changed' } })
  })

  it('cannot vouch for a file of which part is left out of the hash', async () => {
    const file = await sign(jpeg, signer, captured)
    const open: SignOptions = { ...captured, alsoExclude: { start: file.length - 60, length: 50 } }
    const signed = await sign(jpeg, signer, open)
    signed[signed.length - 40] = (signed[signed.length - 40] ?? 0) ^ 1
    const { finding } = await read(signed, { trusted: true })
    expect(finding).toMatchObject({ points: 'context', strong: false })
    expect(finding.facts).toMatchObject({ state: 'intact', uncoveredBytes: 50 })
  })

  it('says how much a signature leaves out, and that a trusted name stands under no more than the rest', async () => {
    const open = async (options: SignOptions, trusted: boolean) => {
      const { length } = await sign(jpeg, signer, options)
      const alsoExclude = { start: length - 60, length: 50 }
      return (await read(await sign(jpeg, signer, { ...options, alsoExclude }), { trusted })).finding.explain
    }
    expect(await open(generated, true)).toContain(
      'signed in the name of Camera maker, whose signature leaves out 50 bytes of the file, declare',
    )
    expect(await open(generated, false)).toContain('who is not on the trust list, and whose signature leaves out 50')
    expect(await open(captured, true)).toContain('Apart from 50 bytes that the signature leaves out, it is unchanged')
  })

  it.each([Number.NaN, 1.5])('verifies nothing by a range that is none: %s bytes long', async (length) => {
    const { length: end } = await sign(jpeg, signer, generated)
    const signed = await sign(jpeg, signer, { ...generated, alsoExclude: { start: end - 60, length } })
    const { finding } = await read(signed, { trusted: true })
    expect(finding).toMatchObject({ points: 'context', llr: 0, strong: false, facts: { state: 'unreadable' } })
  })

  it('is not trusted for bringing its own authority', async () => {
    const own = await makeIdentity({ name: 'Own authority', authority: true })
    const impostor = await makeIdentity({ name: 'Camera maker', issuer: own })
    const { finding } = await read(await sign(jpeg, { ...impostor, above: [own.certificate] }, captured), {
      trusted: true,
    })
    expect(finding).toMatchObject({ points: 'context', strong: false })
  })

  it('signed by its own certificate is unverifiable', async () => {
    const alone = await makeIdentity({ name: 'Alone' })
    const { finding, manifest } = await read(await sign(jpeg, alone, captured), { trusted: true })
    expect(finding).toMatchObject({ points: 'context', strong: false })
    expect(manifest.validation_state).toBe('Unavailable')
  })
})

describe('what cannot be verified', () => {
  it('is Unavailable with the reason: a damaged store', async () => {
    const file = await sign(jpeg, signer, captured)
    const at = file.indexOf('jumdc2pa')
    file.fill(0xff, at + 30, at + 400)
    const result = await read(file)
    expect(result.manifest.validation_state).toBe('Unavailable')
    expect(result.manifest.validation_results[0]).toMatchObject({ success: false })
    expect(result.finding).toMatchObject({ status: 'not_applicable', llr: 0 })
  })

  it('is Unavailable in a format that cannot be read here', async () => {
    const webp = await picture.clone().webp().toBuffer()
    const result = await read(Buffer.concat([webp, Buffer.from('jumdc2pa')]))
    expect(result.manifest).toMatchObject({ validation_state: 'Unavailable' })
    expect(result.manifest.message).toContain('this file format')
  })

  it('is noticed across the edge of what is read at once', async () => {
    const far = Buffer.concat([Buffer.alloc(1024 * 1024 - 4), Buffer.from('jumdc2pa')])
    expect((await read(far)).manifest.validation_state).toBe('Unavailable')
  })

  it('is lost, mark and all, when the picture is saved again', async () => {
    const signed = await sign(jpeg, signer, generated)
    const again = await sharp(signed).jpeg().toBuffer()
    expect((await read(again)).manifest.validation_state).toBe('NotPresent')
  })
})

describe('readCredentials', () => {
  it('is evidence that failed, not a failed analysis, where the trust list cannot be read', async () => {
    const path = await media.file('picture.jpg', await sign(jpeg, signer, captured))
    const { manifest, evidence } = await readCredentials({
      path,
      mediaType: 'image',
      trustListPath: '/nowhere/trust.pem',
    })
    expect(evidence[0]).toMatchObject({ check: 'provenance.c2pa', status: 'failed' })
    expect(manifest.validation_state).toBe('Unavailable')
    expect(JSON.stringify(manifest)).not.toContain('nowhere')
    expect((await readFile(path)).length).toBeGreaterThan(0)
  })
})
