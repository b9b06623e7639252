import { X509Certificate } from 'node:crypto'
import { CoseAlgorithmIdentifier } from '@trustnxt/c2pa-ts/cose'
import { SuperBox } from '@trustnxt/c2pa-ts/jumbf'
import {
  type Assertion,
  DataHashAssertion,
  type Manifest,
  ManifestStore,
  ValidationStatusCode as Status,
} from '@trustnxt/c2pa-ts/manifest'
import { BmffAsset } from './bmff-asset'
import { checkBmffBindings } from './check-bmff-bindings'
import type { OpenedAsset } from './open-asset'
import { actionsOf, assertionsInClaim, lacksListed, type SignedAction } from './signed-assertions'
import { checkSigner, type SignerTrust } from './trust'

type Readable = Extract<OpenedAsset, { kind: 'readable' }>
type Asset = Readable['asset']

/**
 * `intact`: signature and content hash fit. `changed`: one of them does not, or something that was signed is gone. `unverifiable`: the manifest breaks the
 * rules, binds nothing, or uses what we cannot check.
 */
export type ManifestState = 'intact' | 'changed' | 'unverifiable'

/** One entry of the library's and our own verification, in the codes of the C2PA specification. */
export interface ValidationEntry {
  code: string
  explanation: string
  success: boolean
}

export interface InspectedManifest {
  store: ManifestStore
  active: Manifest
  state: ManifestState
  /** For people: what about this file cannot be verified here. Null: nothing, or the manifest is at fault. */
  because: string | null
  trust: SignerTrust
  /** Who signed, from the certificate: organisation, else common name. A claim unless `trust` is trusted. */
  signer: string
  /** Bytes of the file that the signature leaves out beside the manifest itself; null: not known. */
  uncoveredBytes: number | null
  actions: SignedAction[]
  entries: ValidationEntry[]
}

const contentMatch = new Set<string>([Status.AssertionDataHashMatch, Status.AssertionBMFFHashMatch])
const change = new Set<string>([
  Status.AssertionDataHashMismatch,
  Status.AssertionBMFFHashMismatch,
  Status.AssertionHashedURIMismatch,
  Status.ClaimSignatureMismatch,
])
/** Said by the library without any look at a trust list, so its word is not passed on. */
const unfounded = new Set<string>([Status.SigningCredentialTrusted, Status.TimeStampTrusted])

/**
 * Verifies a manifest store against its file. The signature, the hashes, the signer's trust and its expiry are kept
 * apart: the library stops before the content hash when a certificate has expired, so that hash is checked here.
 * Throws when the store cannot be read at all.
 */
export async function inspectManifest(
  { asset, store: bytes }: Readable,
  anchors: X509Certificate[],
  now: Date,
): Promise<InspectedManifest> {
  const store = ManifestStore.read(SuperBox.fromBuffer(new Uint8Array(bytes)))
  const active = store.getActiveManifest()
  if (!active?.claim) throw new Error('The manifest store holds no manifest.')
  const declared = assertionsInClaim(active)
  const bindings = declared.filter((assertion) => assertion.label?.startsWith('c2pa.hash.'))
  const results = [await store.validate(asset)]
  const own = asset instanceof BmffAsset ? checkBmffBindings(asset, bindings) : null
  if (!own) for (const binding of bindings) results.push(await binding.validateAgainstAsset(asset))
  const said = results.flatMap((result) => result.toRepresentation()).map(toEntry)
  const entries = dedupe(own ? [...said.filter(({ code }) => !isContentHash(code)), own.entry] : said)
  const { trust, signer } = readSigner(active, anchors, now)
  entries.push({
    code: trust === 'trusted' ? Status.SigningCredentialTrusted : trustFailure[trust],
    explanation: trustWords[trust],
    success: trust === 'trusted',
  })
  return {
    store,
    active,
    state: readState(entries, active),
    because: own?.because ?? null,
    trust,
    signer,
    // Of these formats a signature may leave out what the specification always does, or the state is `unverifiable`.
    uncoveredBytes: own ? (own.because ? null : 0) : uncoveredBytes(bindings, asset),
    actions: actionsOf(active),
    entries,
  }
}

function readState(entries: ValidationEntry[], active: Manifest): ManifestState {
  const has = (codes: Set<string>, success: boolean) =>
    entries.some((entry) => entry.success === success && codes.has(entry.code))
  // The library hashes ES512 wrongly, so its "mismatch" there says nothing about the file.
  const canVerify = active.signature?.signatureData.algorithm?.coseIdentifier !== CoseAlgorithmIdentifier.ES512
  if (!canVerify) return 'unverifiable'
  if (has(change, false) || lacksListed(active)) return 'changed'
  const signed = has(new Set([Status.ClaimSignatureValidated]), true)
  const wellFormed = !has(new Set([Status.SigningCredentialInvalid, Status.AssertionMultipleHardBindings]), false)
  return signed && wellFormed && has(contentMatch, true) ? 'intact' : 'unverifiable'
}

function readSigner(manifest: Manifest, anchors: X509Certificate[], now: Date): { trust: SignerTrust; signer: string } {
  const signature = manifest.signature?.signatureData
  if (!signature?.certificate) return { trust: 'untrusted', signer: 'unknown' }
  try {
    const chain = [signature.certificate, ...signature.chainCertificates].map((one) => new Uint8Array(one.rawData))
    const [leaf] = chain
    const subject = leaf ? new X509Certificate(leaf).subject : ''
    const signer = /^O=(.+)$/m.exec(subject)?.[1] ?? /^CN=(.+)$/m.exec(subject)?.[1] ?? 'unknown'
    return { trust: checkSigner(chain, anchors, now), signer: signer.slice(0, 120) }
  } catch {
    return { trust: 'untrusted', signer: 'unknown' }
  }
}

function isContentHash(code: string): boolean {
  return /^assertion\.(bmffHash|dataHash)\./.test(code)
}

function uncoveredBytes(bindings: Assertion[], asset: Asset): number | null {
  const [binding] = bindings
  if (!(binding instanceof DataHashAssertion)) return null
  // Of a length that is no number the library hashes nothing that follows.
  if (!binding.exclusions.every(({ start, length }) => [start, length].every(Number.isSafeInteger))) {
    throw new Error('A range that the signature leaves out is none.')
  }
  const own = asset.getHashExclusionRange()
  return binding.exclusions.reduce((sum, { start, length }) => {
    const shared = Math.min(start + length, own.start + own.length) - Math.max(start, own.start)
    return sum + length - Math.max(0, shared)
  }, 0)
}

const trustFailure = {
  untrusted: Status.SigningCredentialUntrusted,
  expired: Status.SigningCredentialExpired,
} as const

const trustWords: Record<SignerTrust, string> = {
  trusted: 'The signer’s certificate leads to an authority on this server’s trust list.',
  untrusted: 'The signer’s certificate does not lead to an authority on this server’s trust list.',
  expired: 'The signer’s certificate is not valid today, and timestamps are not checked against trusted authorities.',
}

function toEntry(entry: { code: string; explanation?: string; success?: boolean }): ValidationEntry {
  return { code: entry.code, explanation: (entry.explanation ?? '').slice(0, 300), success: entry.success ?? false }
}

function dedupe(entries: ValidationEntry[]): ValidationEntry[] {
  const seen = new Map<string, ValidationEntry>()
  for (const entry of entries) {
    if (!unfounded.has(entry.code)) seen.set(`${entry.code} ${entry.success}`, entry)
  }
  return [...seen.values()].slice(0, 100)
}
