import { ActionType, DigitalSourceType } from '@trustnxt/c2pa-ts/manifest'
import sharp from 'sharp'
import { type Identity, makeIdentity, type SignOptions, sign } from '../../tests/support/c2pa'
import { withXmp } from '../../tests/support/pictures'

/** What was done to a file, and so what Content Credentials have to say of it. */
export interface SignedFile {
  /** What it is, in a few words, for the table. */
  kind: string
  is: 'declared' | 'captured' | 'changed' | 'none'
  bytes: Buffer
}

/** Who signs in the evaluation: a camera whose authority is trusted, and others who are not to be. */
export interface Signers {
  authority: Identity
  camera: Identity
  unknown: Identity
  expired: Identity
}

const created = (digitalSourceType: DigitalSourceType): SignOptions => ({
  actions: [{ action: ActionType.C2paCreated, digitalSourceType }],
})
const captured = created(DigitalSourceType.DigitalCapture)
const generated = created(DigitalSourceType.TrainedAlgorithmicMedia)
const composite = created(DigitalSourceType.CompositeWithTrainedAlgorithmicMedia)

/** Makes an authority, to be trusted, and signers with certificates of their own. New keys each time. */
export async function makeSigners(): Promise<Signers> {
  const authority = await makeIdentity({ name: 'Evaluation authority', authority: true })
  const stranger = await makeIdentity({ name: 'Stranger', authority: true })
  return {
    authority,
    camera: await makeIdentity({ name: 'Camera', issuer: authority }),
    unknown: { ...(await makeIdentity({ name: 'Unknown', issuer: stranger })), above: [stranger.certificate] },
    expired: await makeIdentity({ name: 'Expired', issuer: authority, from: -20, to: -1 }),
  }
}

/**
 * One file, of any format that can be signed, as its maker, a generator, an editor and a forger would hand it in: really signed, and
 * really changed after that. `other` is another file of the same format.
 */
export async function makeSignedFiles(plain: Buffer, other: Buffer, signers: Signers): Promise<SignedFile[]> {
  const { camera, unknown, expired } = signers
  const capture = await sign(plain, camera, captured)
  const declared = await sign(plain, unknown, generated)
  const edited: SignOptions = { actions: [...captured.actions, { action: ActionType.C2paEdited }] }
  const smuggled: SignOptions = { actions: [{ action: ActionType.C2paCreated }], smuggled: generated.actions }
  const uncovered = { ...captured, ...leavingOut(capture, plain) }
  return [
    { kind: 'AI-made, signed by anybody', is: 'declared', bytes: declared },
    { kind: 'AI-made, signed by a trusted signer', is: 'declared', bytes: await sign(plain, camera, generated) },
    { kind: 'AI-made, certificate expired', is: 'declared', bytes: await sign(plain, expired, generated) },
    { kind: 'parts AI-made', is: 'declared', bytes: await sign(plain, unknown, composite) },
    { kind: 'capture by a trusted signer', is: 'captured', bytes: capture },
    { kind: 'capture by anybody', is: 'none', bytes: await sign(plain, unknown, captured) },
    { kind: 'capture, certificate expired', is: 'none', bytes: await sign(plain, expired, captured) },
    { kind: 'capture, then edited and signed again', is: 'none', bytes: await sign(plain, camera, edited) },
    { kind: 'capture, part of it not covered', is: 'none', bytes: await sign(plain, camera, uncovered) },
    { kind: 'AI-made said outside of the claim', is: 'none', bytes: await sign(plain, camera, smuggled) },
    { kind: 'unsigned', is: 'none', bytes: plain },
    { kind: 'a byte of the content changed', is: 'changed', bytes: flipped(capture, plain) },
    { kind: 'bytes added', is: 'changed', bytes: Buffer.concat([capture, Buffer.from('more')]) },
    {
      ...{ kind: 'the claim rewritten', is: 'changed' },
      bytes: await sign(plain, camera, { ...captured, forge: rewriteClaim }),
    },
    {
      ...{ kind: 'credentials of another file', is: 'changed' },
      bytes: await sign(plain, unknown, { ...generated, onto: other }),
    },
    ...captioned(capture),
  ]
}

/** As a picture comes out of a program or network that saves it anew: Content Credentials are not kept. */
export async function saveAgain(bytes: Buffer, how: 're-encoded' | 'social'): Promise<Buffer> {
  const picture = sharp(bytes)
  return (how === 'social' ? picture.resize({ width: 400 }) : picture)
    .jpeg({ quality: how === 'social' ? 70 : 75 })
    .toBuffer()
}

/** One bit of the content, wherever the format keeps its manifest: WebP and WAV behind the content, the others in front. */
function flipped(signed: Buffer, plain: Buffer): Buffer {
  const changed = Buffer.from(signed)
  const at = (isRiff(signed) ? plain.length : signed.length) - 200
  changed[at] = (changed[at] ?? 0) ^ 1
  return changed
}

/** Leaves some of the content out of the signature, by a range of bytes or, in MP4 and M4A, by the name of its box. */
function leavingOut(signed: Buffer, plain: Buffer): Partial<SignOptions> {
  if (isBoxes(plain)) return { bind: ({ exclusions }) => exclusions.push({ xpath: '/mdat' }) }
  return { alsoExclude: { start: (isRiff(signed) ? plain.length : signed.length) - 60, length: 50 } }
}

function rewriteClaim(store: Buffer): void {
  store.write('digitalCaptura', store.indexOf('digitalCapture'))
}

const isRiff = (file: Buffer) => file.toString('latin1', 0, 4) === 'RIFF'
const isBoxes = (file: Buffer) => file.toString('latin1', 4, 8) === 'ftyp'

/** XMP put in by a tool that knows nothing of Content Credentials; only the JPEGs. */
function captioned(capture: Buffer): SignedFile[] {
  if (capture[0] !== 0xff) return []
  return [{ kind: 'a caption added without care', is: 'changed', bytes: withXmp(capture, 'dc:title="A title"/>') }]
}
