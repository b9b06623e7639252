import { submissionHash } from '@/lib/detect/submission-hash'
import { DocketError } from '@/lib/errors'

/** The longest key taken, in characters. */
const longest = 200

/** Random, so it tells nothing; and what an upload in pieces is found by (lib/retention/plan-purge.ts). */
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * What a submission's Idempotency-Key is kept as: with its door before it, so that keys of two doors never meet (samples
 * use `sample:`), and as a keyed digest unless it is a uuid: clients make keys of filenames, which may have to be forgotten.
 * Undefined without a key. Throws DocketError `bad_request` for one that is too long.
 */
export function idempotencyKey(door: 'api' | 'portal', given: unknown): string | undefined {
  if (typeof given !== 'string' || given === '') return undefined
  if (given.length > longest) {
    const message = `The Idempotency-Key has ${given.length.toLocaleString('en')} characters; at most ${longest} are taken. Send a shorter one.`
    throw new DocketError('bad_request', message, { fields: { 'Idempotency-Key': [message] } })
  }
  return `${door}:${uuid.test(given) ? given : submissionHash('key', given)}`
}
