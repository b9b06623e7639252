import type { z } from 'zod'
import type { Endpoint } from './endpoints'
import { ErrorAnswer } from './item-answers'

type Responses = Endpoint['responses']

const refusals = {
  400: 'Refused, and nothing was done: message says why, errors says which field.',
  401: 'No key, or none that is valid.',
  403: 'The key lacks the scope, or this server lacks the product that was asked for.',
  404: 'There is none, or it is another team’s: both answer alike.',
  409: 'The same Idempotency-Key came with another request before.',
  422: 'It cannot be done yet.',
  429: 'More than 40 requests a second with this key. Retry-After says when to come back.',
} as const
export type Refusal = keyof typeof refusals

/** The answer of a call that works. */
export function answers(status: 200 | 202, says: string, schema: z.ZodType): Responses {
  return { [status]: { says, schema } }
}

/** Refusals of a call, in the usual words unless others are given; every call with a key may answer 401, 403 and 429. */
export function refuses(special: Partial<Record<Refusal, string | true>> = {}): Responses {
  const mine: Partial<Record<Refusal, string | true>> = { 401: true, 403: true, 429: true, ...special }
  return Object.fromEntries(
    Object.entries(mine).map(([status, says]) => [
      status,
      { says: says === true ? refusals[Number(status) as Refusal] : says, schema: ErrorAnswer },
    ]),
  )
}
