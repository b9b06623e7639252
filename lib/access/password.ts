import { hash, verify } from '@node-rs/argon2'
import { z } from 'zod'
import { DocketError } from '@/lib/errors'

/** A password as people choose one: at least twelve characters, and not their own e-mail's worth of kilobytes. */
export const Password = z.string().min(12, 'at least 12 characters').max(256, 'at most 256 characters')

// argon2id, 19 MiB, two passes: OWASP's first choice. About 26 ms of CPU.
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Verifications running at once: more would let sign-in attempts starve everyone else of CPU. */
const atOnce = 4
/** Verifications that may wait for their turn, about one second's worth. */
const waitingAtMost = 50
let running = 0
const waiting: (() => void)[] = []

/** argon2id, encoded with its parameters. */
export function hashPassword(password: string): Promise<string> {
  return bounded(() => hash(password, options))
}

// Checked when there is no such account, so that an unknown e-mail takes as long as a wrong password.
let nobodysHash: string | undefined

/**
 * Whether the password is the one hashed; false for a null hash, in the same time. Throws `too_many_requests`, as
 * hashPassword does, when fifty wait already.
 */
export async function verifyPassword(encoded: string | null, password: string): Promise<boolean> {
  nobodysHash ??= await hash('nobody has this password', options)
  const against = encoded ?? nobodysHash
  const right = await bounded(() => verify(against, password))
  return encoded !== null && right
}

async function bounded<T>(work: () => Promise<T>): Promise<T> {
  if (waiting.length >= waitingAtMost) {
    throw new DocketError('too_many_requests', 'Too many people are signing in just now. Try again in a few seconds.', {
      retryAfterSeconds: 5,
    })
  }
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  running += 1
  try {
    return await work()
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}
