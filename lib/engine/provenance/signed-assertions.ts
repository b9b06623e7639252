import { ActionAssertion, type Assertion, type Manifest } from '@trustnxt/c2pa-ts/manifest'

/** One thing done to the media, as its manifest says. */
export interface SignedAction {
  action: string
  sourceType: string | null
  /** Gathered from somebody else: the signature covers it, but the signer does not speak for it. */
  passedOn: boolean
}

/** Assertions can be slipped into a store unsigned; only those the claim lists are covered by its signature. */
export function assertionsInClaim(manifest: Manifest): Assertion[] {
  return findListed(manifest, manifest.claim?.assertions ?? [])
}

/** Those the claim lists as somebody else's; c2pa-rs lists there what it is not told to be the signer's own. */
function assertionsGathered(manifest: Manifest): Assertion[] {
  return findListed(manifest, manifest.claim?.gatheredAssertions ?? [])
}

/**
 * Whether the claim lists an assertion, its own or somebody else's, that is not in the store: taken out or renamed after it was
 * signed. The library says so too, but of assertions redacted by right as well.
 */
export function lacksListed(manifest: Manifest): boolean {
  const listed = [...(manifest.claim?.assertions ?? []), ...(manifest.claim?.gatheredAssertions ?? [])]
  return listed.some(({ uri }) => !manifest.getComponentByURL(uri))
}

function findListed(manifest: Manifest, list: { uri: string }[]): Assertion[] {
  const all = manifest.assertions?.assertions ?? []
  return list.flatMap(({ uri }) => {
    const component = manifest.getComponentByURL(uri, true)
    return all.filter((assertion) => assertion === component)
  })
}

/** The actions of a manifest, with their digital source types; only from assertions that the signed claim lists. */
export function actionsOf(manifest: Manifest): SignedAction[] {
  return [...readActions(assertionsInClaim(manifest), false), ...readActions(assertionsGathered(manifest), true)]
}

function readActions(assertions: Assertion[], passedOn: boolean): SignedAction[] {
  return assertions
    .filter((assertion) => assertion instanceof ActionAssertion)
    .flatMap((assertion) => assertion.actions)
    .map(({ action, digitalSourceType }) => ({
      action: String(action),
      sourceType: digitalSourceType ?? null,
      passedOn,
    }))
}
