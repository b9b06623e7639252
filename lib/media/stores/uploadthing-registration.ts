import { setTimeout as pause } from 'node:timers/promises'
import { Agent, fetch } from 'undici'
import { uploadthingUnavailable } from './uploadthing-account'

/** Longest wait for UploadThing to take a registration. Milliseconds. */
const patience = 15_000

/** Reports are fetched over an answer on which nothing comes while the browser sends. */
const patient = new Agent({ bodyTimeout: 0 })

/** Registrations under way, by file key: whether UploadThing took them. */
const underWay = new Map<string, PromiseWithResolvers<boolean>>()

/** After this nobody waits any more for one that was never asked about, or was answered too late. Milliseconds. */
const forgottenAfter = 2 * patience

/** How many registrations are remembered just now: none half a minute after the last. */
export function countRegistrations(): number {
  return underWay.size
}

/** The library's way to UploadThing: `fetch`, which also notes when an upload was registered there. */
export async function registeringFetch(input: string | URL | Request, init: object = {}): Promise<Response> {
  const keys = String(input).endsWith('/route-metadata') ? await keysIn(init) : []
  let taken = false
  try {
    const answer = await fetch(String(input), { ...init, dispatcher: patient })
    taken = answer.ok
    return answer as unknown as Response
  } finally {
    for (const key of keys) registrationOf(key).resolve(taken)
  }
}

/**
 * Waits until UploadThing knows whom to tell of these uploads: the library answers the browser before that, and a small file
 * could be there first, and never be reported. Throws DocketError `unavailable` when it was not taken.
 */
export async function awaitRegistration(keys: string[]): Promise<void> {
  const over = new AbortController()
  try {
    const late = pause(patience, false, { signal: over.signal }).catch(() => false)
    const taken = Promise.all(keys.map((key) => registrationOf(key).promise)).then((each) => each.every(Boolean))
    if (!(await Promise.race([taken, late]))) throw uploadthingUnavailable(new Error('an upload was not registered'))
  } finally {
    over.abort()
    for (const key of keys) underWay.delete(key)
  }
}

function registrationOf(key: string): PromiseWithResolvers<boolean> {
  const found = underWay.get(key)
  if (found) return found
  const registration = Promise.withResolvers<boolean>()
  underWay.set(key, registration)
  const forget = () => {
    if (underWay.get(key) === registration) underWay.delete(key)
  }
  setTimeout(forget, forgottenAfter).unref()
  return registration
}

async function keysIn(init: { body?: BodyInit }): Promise<string[]> {
  const { fileKeys } = JSON.parse(await new Response(init.body ?? '{}').text()) as { fileKeys?: string[] }
  return fileKeys ?? []
}
