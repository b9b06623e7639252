import { X509Certificate } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkSigner, readTrustList, shippedTrustListPath } from '@/lib/engine/provenance/trust'
import { type Identity, makeIdentity } from '../../support/c2pa'
import { useMedia } from '../../support/media'

const media = useMedia()
const now = new Date()
let root: Identity
let middle: Identity
let signer: Identity

beforeAll(async () => {
  root = await makeIdentity({ name: 'Root', authority: true })
  middle = await makeIdentity({ name: 'Middle', issuer: root, authority: true })
  signer = await makeIdentity({ name: 'Signer', issuer: middle })
})

const der = (...identities: Identity[]) => identities.map(({ certificate }) => new Uint8Array(certificate.rawData))
const anchors = (...identities: Identity[]) => identities.map(({ pem }) => new X509Certificate(pem))

describe('checkSigner', () => {
  it('follows the chain to a trusted authority, in whatever order the file brings it', () => {
    expect(checkSigner(der(signer, middle), anchors(root), now)).toBe('trusted')
    expect(checkSigner(der(signer, root, middle), anchors(root), now)).toBe('trusted')
    expect(checkSigner(der(signer), anchors(middle), now)).toBe('trusted')
    expect(checkSigner(der(signer), anchors(signer), now)).toBe('trusted')
  })

  it('trusts nobody with an empty list, nor an authority the file itself brings', async () => {
    expect(checkSigner(der(signer, middle, root), [], now)).toBe('untrusted')
    const stranger = await makeIdentity({ name: 'Stranger', authority: true })
    expect(checkSigner(der(signer, middle, root), anchors(stranger), now)).toBe('untrusted')
    expect(checkSigner([], anchors(root), now)).toBe('untrusted')
  })

  it('does not fall for an authority of the same name', async () => {
    const namesake = await makeIdentity({ name: 'Root', authority: true })
    expect(checkSigner(der(signer, middle), anchors(namesake), now)).toBe('untrusted')
  })

  it('does not let an ordinary signer issue others', async () => {
    const forged = await makeIdentity({ name: 'Forged', issuer: signer })
    expect(checkSigner(der(forged, signer, middle), anchors(root), now)).toBe('untrusted')
    expect(checkSigner(der(forged), anchors(signer), now)).toBe('untrusted')
  })

  it('breaks where a link is missing', () => {
    expect(checkSigner(der(signer), anchors(root), now)).toBe('untrusted')
  })

  it('tells an expired or future certificate from an unknown one, anywhere in the chain', async () => {
    const old = await makeIdentity({ name: 'Old', issuer: root, from: -20, to: -1 })
    const early = await makeIdentity({ name: 'Early', issuer: root, from: 1, to: 20 })
    const oldMiddle = await makeIdentity({ name: 'Old middle', issuer: root, authority: true, from: -20, to: -1 })
    const below = await makeIdentity({ name: 'Below', issuer: oldMiddle })
    const oldRoot = await makeIdentity({ name: 'Old root', authority: true, from: -20, to: -1 })
    const belowRoot = await makeIdentity({ name: 'Below root', issuer: oldRoot })
    expect(checkSigner(der(old), anchors(root), now)).toBe('expired')
    expect(checkSigner(der(early), anchors(root), now)).toBe('expired')
    expect(checkSigner(der(below, oldMiddle), anchors(root), now)).toBe('expired')
    expect(checkSigner(der(belowRoot), anchors(oldRoot), now)).not.toBe('trusted')
  })
})

describe('readTrustList', () => {
  it('ships empty', async () => {
    expect(await readTrustList(shippedTrustListPath)).toEqual([])
  })

  it('reads every block and passes over the text between', async () => {
    const file = await media.file('trust.pem', `# ours\n${root.pem}\n\n# theirs\n${middle.pem}\n`)
    expect(await readTrustList(file)).toHaveLength(2)
  })

  it('refuses a list it can only half read', async () => {
    const file = await media.file(
      'trust.pem',
      `${root.pem}\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----`,
    )
    await expect(readTrustList(file)).rejects.toThrow('Certificate 2 in the trust list trust.pem cannot be read.')
  })
})
