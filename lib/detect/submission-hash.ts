import crypto from 'node:crypto'
import { derivedKey } from '@/lib/access/derived-key'

/**
 * What two submissions have in common when they are the same, in hex; the order of an object's entries does not matter.
 * It outlives the media, so it is an HMAC with a key of this instance's: a plain digest would tell whoever has the file
 * and a copy of the database that it was here. With another AUTH_SECRET repetitions are no longer known as such.
 */
export function submissionHash(...asked: unknown[]): string {
  return crypto
    .createHmac('sha256', derivedKey('docket-submission'))
    .update(JSON.stringify(asked.map(inOrder)))
    .digest('hex')
}

function inOrder(asked: unknown): unknown {
  if (typeof asked !== 'object' || asked === null || Array.isArray(asked)) return asked
  return Object.entries(asked).sort(([one], [other]) => (one < other ? -1 : 1))
}
