import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { detectorConnections } from '@/drizzle/schema/detector-connections'
import type { Actor } from '@/lib/access/actor'
import { authorise } from '@/lib/access/authorise'
import { seal } from '@/lib/access/seal'
import { command } from '@/lib/db/command'
import { parseInput } from '@/lib/db/parse-input'
import { DocketError } from '@/lib/errors'
import { checkApiBase } from './api-base'
import { assertKeyKept, keyContext } from './connection-key'
import { detectorUses } from './detectors/detector'
import { readChoice, toldChoice, whatHolds } from './read-choice'

export const ConnectionInput = z.object({
  use: z.enum(detectorUses),
  /** The team's own API; null: this server's connection. */
  url: z.string().trim().min(1, 'enter the address of the Detect API').nullable(),
  /** Null: the key that is kept already. */
  key: z
    .string()
    .trim()
    .min(1, 'enter the key')
    .max(1000, 'at most 1,000 characters')
    .regex(/^[\x21-\x7e]+$/, 'a key holds letters, digits and signs, and no spaces')
    .nullable(),
})

/**
 * Chooses what a team's cases are analysed by, and connects its own Detect API. Throws `bad_request` with `fields` for an
 * address that must not be sent to, and where the choice needs an API or a key that there is not.
 */
export async function setConnection(
  actor: Actor,
  raw: z.input<typeof ConnectionInput>,
): Promise<{ host: string | null }> {
  // Before the host is looked up for them.
  authorise(actor, 'detector.manage')
  const input = parseInput(ConnectionInput, raw)
  return keepConnection(actor, { ...input, url: input.url === null ? null : await checkApiBase(input.url) })
}

const keepConnection = command({
  permission: 'detector.manage',
  input: ConnectionInput,
  async run(tx, { use, url, key }, actor) {
    const before = await readChoice(tx, actor.teamId, true)
    if (url !== null && key === null) assertKeyKept(before.row, url)
    if (use !== 'builtin' && whatHolds({ url, use }).url === null) throw apiMissing()
    const sealed = key === null ? before.row?.keySealed : seal(key, keyContext(actor.teamId))
    const values = { use, url, keySealed: url === null ? null : (sealed ?? null), updatedAt: sql`now()` }
    const another = url !== (before.row?.url ?? null)
    await tx
      .insert(detectorConnections)
      .values({ teamId: actor.teamId, ...values })
      .onConflictDoUpdate({
        target: detectorConnections.teamId,
        // What is known of how one API is doing says nothing of another.
        set: another ? { ...values, ...nothingKnown } : values,
      })
    const after = whatHolds({ url, use })
    const told = { before: toldChoice(before), after: toldChoice(after), keyReplaced: url !== null && key !== null }
    return { result: { host: told.after.host }, events: [{ type: 'detector.changed', ...told }] }
  },
})

const nothingKnown = {
  lastSuccessAt: null,
  lastErrorAt: null,
  lastError: null,
  lastCallbackAt: null,
  lastCallbackLag: null,
}

function apiMissing(): DocketError {
  const message = 'This choice needs a Detect API. Enter its address, or choose the built-in engine alone.'
  return new DocketError('bad_request', message, { fields: { url: [message] } })
}
