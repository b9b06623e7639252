import { type Assertion, BMFFHashAssertion, ValidationStatusCode as Status } from '@trustnxt/c2pa-ts/manifest'
import type { BmffAsset } from './bmff-asset'
import { checkBmffHash } from './check-bmff-hash'
import type { ValidationEntry } from './inspect-manifest'

/**
 * What the content hash of an MP4, MOV, M4A, HEIC or AVIF file says, in the codes of the specification. Such a file is
 * bound by one hash over its boxes; a range of bytes that the signer chose (`c2pa.hash.data`) is no binding for it.
 */
export function checkBmffBindings(
  asset: BmffAsset,
  bindings: Assertion[],
): { entry: ValidationEntry; because: string | null } {
  const [binding, ...others] = bindings
  if (!(binding instanceof BMFFHashAssertion) || others.length > 0) {
    const because = 'They are not bound to the file as its format asks for.'
    return { entry: { code: Status.AssertionBMFFHashMalformed, explanation: because, success: false }, because }
  }
  const answer = checkBmffHash(asset, binding)
  switch (answer.state) {
    case 'match':
      return { entry: { code: Status.AssertionBMFFHashMatch, explanation: '', success: true }, because: null }
    case 'mismatch':
      return { entry: { code: Status.AssertionBMFFHashMismatch, explanation: '', success: false }, because: null }
    case 'unverifiable': {
      const { because } = answer
      return { entry: { code: Status.AssertionBMFFHashMalformed, explanation: because, success: false }, because }
    }
  }
}
