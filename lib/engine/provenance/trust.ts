import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

/** The list that ships: empty, to be filled by an administrator. */
export const shippedTrustListPath = path.join(import.meta.dirname, 'trust-list.pem')

const longestChain = 8

/** What our own check of a signer's chain found. */
export type SignerTrust = 'trusted' | 'untrusted' | 'expired'

/**
 * Reads a PEM trust list; text around the blocks is a comment. Rejects with an Error that names the file when a block
 * is not a certificate, since a list that is half read would distrust signers without a word.
 */
export async function readTrustList(file: string): Promise<X509Certificate[]> {
  const text = await readFile(file, 'utf8')
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? []
  return blocks.map((block, index) => {
    try {
      return new X509Certificate(block)
    } catch (cause) {
      throw new Error(`Certificate ${index + 1} in the trust list ${path.basename(file)} cannot be read.`, { cause })
    }
  })
}

/**
 * Follows a signer's certificate to a trusted authority. `chain`: DER, the signer first, then what the file brought
 * along in any order. Every certificate must be valid at `when`, every issuer be an authority and its signature be
 * right. The file's own word counts for nothing: only a chain that ends in the trust list is trusted. Path length and
 * name constraints are not looked at.
 */
export function checkSigner(chain: Uint8Array[], anchors: X509Certificate[], when: Date): SignerTrust {
  const certificates = chain.slice(0, longestChain).map((der) => new X509Certificate(der))
  const [signer, ...others] = certificates
  if (!signer) return 'untrusted'
  if (!isValidAt(signer, when)) return 'expired'
  let current = signer
  for (let depth = 0; depth < longestChain; depth++) {
    const child = current
    if (anchors.some((anchor) => isValidAt(anchor, when) && (isSame(anchor, child) || isIssuedBy(child, anchor)))) {
      return 'trusted'
    }
    const issuer = others.find((other) => !isSame(other, child) && isIssuedBy(child, other))
    if (!issuer) return 'untrusted'
    if (!isValidAt(issuer, when)) return 'expired'
    current = issuer
  }
  return 'untrusted'
}

function isIssuedBy(child: X509Certificate, issuer: X509Certificate): boolean {
  return issuer.ca && child.checkIssued(issuer) && child.verify(issuer.publicKey)
}

function isSame(one: X509Certificate, other: X509Certificate): boolean {
  return one.fingerprint256 === other.fingerprint256
}

function isValidAt(certificate: X509Certificate, when: Date): boolean {
  return certificate.validFromDate <= when && when <= certificate.validToDate
}
