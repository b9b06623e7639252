import crypto from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { authorise } from '@/lib/access/authorise'
import { command } from '@/lib/db/command'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'
import { log } from '@/lib/log'
import { incomingFolder } from '@/lib/media/folders'
import { newStoreKey } from '@/lib/media/keep-file'
import { type MediaStore, mediaStore, storeNames } from '@/lib/media/store'
import type { StoreTest, StoreTestStep } from './store-test'

/** Bytes of the file that is written: chance, and nobody's. */
const testBytes = 1024

/**
 * Writes a tiny file into the store that takes new media, reads it back, deletes it and looks whether it is gone. What fails is in
 * the steps; throws `forbidden` alone. `store` is another one only for tests.
 */
export async function testStore(actor: Actor, store: MediaStore = mediaStore(env().MEDIA_STORE)): Promise<StoreTest> {
  authorise(actor, 'store.test')
  const steps = await walk(store, newStoreKey(actor.teamId, crypto.randomUUID()))
  const test = { store: store.name, ok: steps.every(({ ok }) => ok), steps }
  await recordTest(actor, { store: test.store, ok: test.ok })
  return test
}

const recordTest = command({
  permission: 'store.test',
  input: z.object({ store: z.enum(storeNames), ok: z.boolean() }),
  run: async (_tx, { store, ok }) => ({ result: null, events: [{ type: 'store.tested', store, ok }] }),
})

async function walk(store: MediaStore, key: string): Promise<StoreTest['steps']> {
  const bytes = crypto.randomBytes(testBytes)
  const acts: Record<StoreTestStep, () => Promise<void>> = {
    written: () => write(store, key, bytes),
    async read() {
      if (!(await buffer(await store.open(key))).equals(bytes)) throw new Error('other bytes came back')
    },
    deleted: () => store.delete(key),
    async gone() {
      if ((await store.size(key)) !== null) throw new Error('it is still there')
    },
  }
  const steps: StoreTest['steps'] = []
  for (const [step, act] of Object.entries(acts) as [StoreTestStep, () => Promise<void>][]) {
    const began = performance.now()
    const fault = await act().then(
      () => null,
      (error: unknown) => faultOf(step, error),
    )
    steps.push({ step, ok: fault === null, milliseconds: Math.round(performance.now() - began), says: fault })
    if (fault === null) continue
    // Nothing is left behind where that can be helped; what cannot be deleted either is swept an hour later.
    if (step !== 'deleted') await store.delete(key).catch(() => {})
    break
  }
  return steps
}

async function write(store: MediaStore, key: string, bytes: Buffer): Promise<void> {
  const file = path.join(await incomingFolder(), crypto.randomUUID())
  try {
    await fs.writeFile(file, bytes, { mode: 0o600, flag: 'wx' })
    await store.put(file, key)
  } finally {
    await fs.rm(file, { force: true })
  }
}

function faultOf(step: StoreTestStep, error: unknown): string {
  log.warn({ err: error, step }, 'a test of the media store failed')
  return error instanceof DocketError ? error.message : faults[step]
}

const faults: Record<StoreTestStep, string> = {
  written:
    'It was not taken. Look whether the disk is full and whether Docket may write there; the server’s log says more.',
  read: 'It did not come back as it was written. Look at the server’s log, and at what stands between Docket and the store.',
  deleted:
    'It could not be deleted, so media would not be either. Look whether Docket may delete there; the server’s log says more.',
  gone: 'It is still there after its deletion, so media would be too. Look whether the store keeps versions or copies.',
}
