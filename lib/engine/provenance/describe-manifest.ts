import { IngredientAssertion, type Manifest } from '@trustnxt/c2pa-ts/manifest'
import type { C2paManifest } from '../analysis'
import type { InspectedManifest } from './inspect-manifest'
import { assertionsInClaim } from './signed-assertions'

const mostManifests = 20
const mostIngredients = 50
const longestText = 200

/**
 * The manifest in the contract's shape (detect-api.md, section 4). `Valid` means intact and signed in time, not that
 * the signer is known: that is in `message` and `validation_results`. Titles and thumbnails are left out, since they
 * can hold a file name or the picture.
 */
export function describeManifest(inspected: InspectedManifest): C2paManifest {
  const { store, active, state, trust, entries, signer } = inspected
  const isValid = state === 'intact' && trust !== 'expired'
  return {
    validation_state: isValid ? 'Valid' : 'Unavailable',
    active_manifest: active.label ?? null,
    manifests: Object.fromEntries(
      store.manifests.slice(-mostManifests).map((manifest) => [text(manifest.label), describe(manifest)]),
    ),
    validation_results: entries,
    message: describeState(inspected, signer),
  }
}

function describeState({ state, trust, because }: InspectedManifest, signer: string): string {
  if (state === 'changed') return 'The file or its manifest was changed after it was signed.'
  if (state === 'unverifiable') {
    return because
      ? `The manifest cannot be verified. ${because}`
      : 'The manifest does not keep to the rules, so it cannot be verified.'
  }
  switch (trust) {
    case 'trusted':
      return `Unchanged since it was signed by ${signer}, a trusted signer.`
    case 'expired':
      return `Unchanged since it was signed by ${signer}, but the certificate has expired.`
    case 'untrusted':
      return `Unchanged since it was signed by ${signer}, who is not on this server’s trust list.`
  }
}

function describe(manifest: Manifest): Record<string, unknown> {
  const signature = manifest.signature?.signatureData
  const ingredients = ingredientsOf(manifest)
  return {
    claim_generator: text(manifest.claim?.claimGeneratorName),
    claim_generator_version: text(manifest.claim?.claimGeneratorVersion),
    format: text(manifest.claim?.format),
    instance_id: text(manifest.claim?.instanceID),
    signature_info: {
      issuer: text(signature?.certificate?.issuer),
      subject: text(signature?.certificate?.subject),
      cert_serial_number: text(signature?.certificate?.serialNumber),
    },
    assertions: (manifest.assertions?.assertions ?? []).slice(0, 50).map(({ fullLabel }) => text(fullLabel)),
    ...(ingredients.length > 0 && { ingredients }),
  }
}

/** What it was made from, as its signed claim says; where an ingredient has a manifest of its own in this file, its label. */
function ingredientsOf(manifest: Manifest): Record<string, unknown>[] {
  return assertionsInClaim(manifest)
    .filter((assertion) => assertion instanceof IngredientAssertion)
    .slice(0, mostIngredients)
    .map(({ relationship, format, activeManifest, c2pa_manifest }) => {
      const label = /\/c2pa\/([^/]+)/.exec((activeManifest ?? c2pa_manifest)?.uri ?? '')?.[1]
      return { relationship: text(relationship), format: text(format), active_manifest: label ? text(label) : null }
    })
}

function text(value: string | undefined): string {
  return (value ?? '').slice(0, longestText)
}
