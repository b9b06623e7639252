import { webcrypto } from 'node:crypto'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { type Asset, BMFF, JPEG, PNG } from '@trustnxt/c2pa-ts/asset'
import { CoseAlgorithmIdentifier, LocalSigner } from '@trustnxt/c2pa-ts/cose'
import {
  ActionAssertion,
  type ActionType,
  BMFFHashAssertion,
  DataHashAssertion,
  type DigitalSourceType,
  IngredientAssertion,
  ManifestStore,
  RelationshipType,
} from '@trustnxt/c2pa-ts/manifest'
import { EmbeddingAsset } from './embedding-asset'

const crypto = webcrypto as Crypto
cryptoProvider.set(crypto)

/** A certificate with its private key, made in the test. */
export interface Identity {
  certificate: X509Certificate
  keys: CryptoKeyPair
  pem: string
  /** Those above it, nearest first; the root is left out, as signers do. */
  above: X509Certificate[]
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const day = 24 * 3600 * 1000
let serial = 1

export interface IdentityOptions {
  name: string
  issuer?: Identity
  authority?: boolean
  /** Days from today. */
  from?: number
  to?: number
}

/** Makes a certificate: an authority or a signer, issued by another or by itself, valid from `from` to `to`. */
export async function makeIdentity(options: IdentityOptions): Promise<Identity> {
  const { name, issuer, authority = false, from = -10, to = 10 } = options
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const usage = authority ? KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign : KeyUsageFlags.digitalSignature
  const certificate = await X509CertificateGenerator.create({
    serialNumber: `${(serial++).toString(16).padStart(4, '0')}`,
    subject: `CN=${name}, O=${name}`,
    issuer: issuer?.certificate.subject ?? `CN=${name}, O=${name}`,
    notBefore: new Date(Date.now() + from * day),
    notAfter: new Date(Date.now() + to * day),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: (issuer?.keys ?? keys).privateKey,
    extensions: [
      new BasicConstraintsExtension(authority, undefined, true),
      new KeyUsagesExtension(usage, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      ...(issuer ? [await AuthorityKeyIdentifierExtension.create(issuer.keys.publicKey)] : []),
      ...(authority ? [] : [new ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.4'])]),
    ],
  })
  const above =
    issuer && issuer.certificate.subject !== issuer.certificate.issuer ? [issuer.certificate, ...issuer.above] : []
  return { certificate, keys, pem: certificate.toString('pem'), above }
}

export interface SignOptions {
  actions: { action: ActionType; digitalSourceType?: DigitalSourceType }[]
  /** More of them, in an assertion of their own that the claim lists too. */
  also?: { action: ActionType; digitalSourceType?: DigitalSourceType }[]
  /** Added to the store after signing, so the signed claim does not list them. */
  smuggled?: { action: ActionType; digitalSourceType?: DigitalSourceType }[]
  /** Leaves these bytes of the file out of the hash as well. */
  alsoExclude?: { start: number; length: number }
  /** Only MP4, MOV and the like: changes what the hash of the boxes leaves out, before it is made. */
  bind?: (content: BMFFHashAssertion) => void
  /** Only there: binds by a range of bytes, as in a JPEG. */
  bindByRange?: boolean
  /** What it says it was made from: one ingredient of this name, and with the manifest of this label. */
  ingredient?: { title: string; label: string }
  /** Changes the store once it is signed, as a forger would. */
  forge?: (store: Buffer) => void
  /** Puts what was signed into this file of the same format instead. */
  onto?: Buffer
}

/** The library's own list is short; what is signed here is read by other code (`lib/engine/provenance/bmff-asset.ts`). */
Object.assign(BMFF, { canReadBrands: { has: () => true } })

/** Signs a JPEG, PNG, WebP, GIF, WAV, AVI, MP3 or a file of boxes (MP4, MOV, M4A, HEIC) with a manifest that holds a content hash and actions. */
export async function sign(media: Buffer, signer: Identity, options: SignOptions): Promise<Buffer> {
  const key = new Uint8Array(await crypto.subtle.exportKey('pkcs8', signer.keys.privateKey))
  const local = new LocalSigner(key, CoseAlgorithmIdentifier.ES256, signer.certificate, signer.above)
  const isBoxes = BMFF.canRead(media)
  let asset: Asset = open(media)
  const store = new ManifestStore()
  const manifest = store.createManifest({
    assetFormat: asset.mimeType,
    instanceID: 'xmp:iid:test',
    defaultHashAlgorithm: 'SHA-256',
    signer: local,
  })
  if (manifest.claim) manifest.claim.claimGeneratorName = 'Docket tests'
  const boxes = isBoxes && !options.bindByRange
  const content = boxes ? BMFFHashAssertion.createV2('boxes', 'SHA-256') : DataHashAssertion.create('SHA-256', 400)
  if (content instanceof BMFFHashAssertion) options.bind?.(content)
  manifest.addAssertion(content)
  const actions = new ActionAssertion()
  actions.actions.push(...options.actions)
  manifest.addAssertion(actions)
  if (options.also) {
    const more = new ActionAssertion()
    more.labelSuffix = 2
    more.actions.push(...options.also)
    manifest.addAssertion(more)
  }
  if (options.smuggled) {
    const extra = new ActionAssertion()
    extra.labelSuffix = 1
    extra.actions.push(...options.smuggled)
    manifest.assertions?.assertions.push(extra)
  }
  if (options.ingredient) {
    const { title, label } = options.ingredient
    const ingredient = IngredientAssertion.createV2(title, 'image/jpeg')
    ingredient.relationship = RelationshipType.ParentOf
    ingredient.instanceID = 'xmp:iid:parent'
    ingredient.c2pa_manifest = { uri: `self#jumbf=/c2pa/${label}`, hash: new Uint8Array(32), algorithm: 'SHA-256' }
    manifest.addAssertion(ingredient)
  }
  const size = store.measureSize()
  const withSpace = async (file: Buffer) => {
    const made = open(isBoxes ? moveChunks(file, size + boxAroundStore) : file)
    await made.ensureManifestSpace(size)
    return made
  }
  asset = await withSpace(media)
  await content.updateWithAsset(asset)
  if (options.alsoExclude && content instanceof DataHashAssertion) await exclude(content, asset, options.alsoExclude)
  await manifest.sign(local)
  const bytes = Buffer.from(store.getBytes())
  options.forge?.(bytes)
  if (options.onto) asset = await withSpace(options.onto)
  await asset.writeManifestJUMBF(new Uint8Array(bytes))
  return Buffer.from(await asset.getDataRange())
}

function open(media: Buffer): Asset {
  const bytes = new Uint8Array(media)
  if (JPEG.canRead(media)) return new JPEG(bytes)
  if (BMFF.canRead(media)) return new BMFF(bytes)
  return EmbeddingAsset.canRead(media) ? new EmbeddingAsset(media) : new PNG(bytes)
}

/** Size, type, name, version and flags, "manifest" and a zero, and the place of Merkle trees. */
const boxAroundStore = 8 + 16 + 4 + 9 + 8

/** The library moves the media but not the table that says where it is (`stco`), so the film would not play. */
function moveChunks(media: Buffer, by: number): Buffer {
  const moved = Buffer.from(media)
  for (let at = moved.indexOf('stco'); at >= 0; at = moved.indexOf('stco', at + 4)) {
    for (let n = 0; n < moved.readUInt32BE(at + 8); n++) {
      const entry = at + 12 + 4 * n
      moved.writeUInt32BE(moved.readUInt32BE(entry) + by, entry)
    }
  }
  return moved
}

async function exclude(content: DataHashAssertion, asset: Asset, more: { start: number; length: number }) {
  const before = content.generateJUMBFBox().measureSize()
  content.exclusions = [...content.exclusions, more].sort((a, b) => a.start - b.start)
  const bytes = Buffer.from(await asset.getDataRange())
  const kept: Buffer[] = []
  let at = 0
  for (const { start, length } of content.exclusions) {
    kept.push(bytes.subarray(at, start))
    at = start + length
  }
  // As the library does: behind a length that is no number nothing is hashed.
  if (at < bytes.length) kept.push(bytes.subarray(at))
  content.hash = new Uint8Array(await crypto.subtle.digest('SHA-256', Buffer.concat(kept)))
  content.paddingLength -= content.generateJUMBFBox().measureSize() - before
}
