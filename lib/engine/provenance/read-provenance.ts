import type { C2paManifest } from '../analysis'
import declaredCard from '../cards/provenance.c2pa.declared.json'
import type { Finding } from '../check'
import { quoteCard } from '../evidence-card'
import { notApplicable } from '../run-check'
import { noManifest, unavailableManifest } from './no-manifest'
import { openAsset } from './open-asset'
import { readTrustList, shippedTrustListPath } from './trust'

/** What the media says about its own origin in a signed manifest. */
export interface Provenance {
  manifest: C2paManifest
  /** For the check `provenance.c2pa`; at least one. */
  findings: Finding[]
}

export interface ProvenanceOptions {
  /** PEM file of trusted authorities. */
  trustListPath?: string | undefined
  /** Certificates must be valid at this moment. */
  now?: Date
}

/**
 * Reads and verifies the C2PA manifest of a picture, sound or video file. Failing to verify is an answer, never a
 * rejection: `Unavailable` with the reason. Rejects only where file or trust list cannot be read.
 */
export async function readProvenance(file: string, options: ProvenanceOptions = {}): Promise<Provenance> {
  const opened = await openAsset(file)
  switch (opened.kind) {
    case 'none':
      return { manifest: noManifest, findings: [nothingThere] }
    case 'unreadable':
      return unreadable(opened.because)
    case 'readable': {
      const { inspectManifest, describeManifest, weighManifest } = await loadReader()
      const anchors = await readTrustList(options.trustListPath ?? shippedTrustListPath)
      try {
        const inspected = await inspectManifest(opened, anchors, options.now ?? new Date())
        return { manifest: describeManifest(inspected), findings: [weighManifest(inspected)] }
      } catch {
        return unreadable('They are damaged and cannot be read.')
      }
    }
  }
}

/** Loaded only where there is a manifest: it takes half as long as everything else together. */
async function loadReader() {
  const [{ inspectManifest }, { describeManifest }, { weighManifest }] = await Promise.all([
    import('./inspect-manifest'),
    import('./describe-manifest'),
    import('./weigh-manifest'),
  ])
  return { inspectManifest, describeManifest, weighManifest }
}

const nothingThere: Finding = {
  points: 'context',
  status: 'clear',
  llr: 0,
  strong: false,
  explain: 'The file carries no Content Credentials.',
  doesNotShow: `Most media never had any, and sharing removes them, so their absence says nothing. ${declaredCard.says}`,
  card: quoteCard(declaredCard),
  facts: { state: 'none' },
}

function unreadable(because: string): Provenance {
  return {
    manifest: unavailableManifest(because),
    findings: [
      { ...notApplicable(`The file carries Content Credentials. ${because}`), facts: { state: 'unreadable' } },
    ],
  }
}
