import type { C2paManifest } from '../analysis'
import type { Finding } from '../check'
import { notApplicable } from '../run-check'
import { describeManifest, noManifest, unavailableManifest } from './describe-manifest'
import { inspectManifest } from './inspect-manifest'
import { openAsset } from './open-asset'
import { readTrustList, shippedTrustListPath } from './trust'
import { weighManifest } from './weigh-manifest'

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

const nothingThere: Finding = {
  points: 'context',
  status: 'clear',
  llr: 0,
  strong: false,
  explain: 'The file carries no Content Credentials.',
  doesNotShow: 'Most media never had any, and sharing removes them, so their absence says nothing.',
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
