import type { C2paManifest } from '../analysis'

/** Where there is no manifest. */
export const noManifest: C2paManifest = {
  validation_state: 'NotPresent',
  active_manifest: null,
  manifests: {},
  validation_results: [],
  message: 'The file carries no Content Credentials.',
}

/** Where there is one that cannot be verified; `because` is a plain sentence. */
export function unavailableManifest(because: string): C2paManifest {
  return {
    validation_state: 'Unavailable',
    active_manifest: null,
    manifests: {},
    validation_results: [{ code: 'general.error', explanation: because, success: false }],
    message: `The file carries Content Credentials. ${because}`,
  }
}
