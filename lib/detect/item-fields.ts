import { z } from 'zod'

/** A uuid as it is emitted: 32 lower-case hexadecimal digits. `whose` says of what. */
export function uuid(whose: string) {
  return z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .describe(`${whose} 32 lower-case hexadecimal digits; dashes and upper case are accepted in requests.`)
}

/** A moment as it is emitted: ISO 8601, UTC, with milliseconds. `when` says which. */
export function instant(when: string) {
  return z.iso.datetime({ precision: 3 }).describe(`${when} ISO 8601 with milliseconds.`)
}

/** What kind of media; null until a URL's bytes have arrived. */
export const mediaType = z
  .enum(['audio', 'video', 'image'])
  .nullable()
  .describe('Null until the bytes of a URL have arrived.')

export const errorMessage = z.string().nullable().describe('Why it failed, in a sentence; null unless it did.')

/** A probability or share, 0-1. */
export const share = z.number().min(0).max(1)
