import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { memberPreferences } from '@/drizzle/schema/desk'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { type KeyAction, keyActions, keyNames } from './key-actions'
import { isFixed, type KeyMap, keyFaults, ownKeysOf } from './key-rules'
import { ownKeys } from './own-keys'

const Input = z.object({
  /** Every key that is not the usual one; what is left out is as usual. */
  keys: z.record(z.string().max(40), z.string().max(20)),
})

/**
 * Keeps the actor's own keys in place of those before. Throws `bad_request` with a sentence per action for a key with two uses,
 * one that cannot be chosen, and for what nobody may change.
 */
export const setKeys = command({
  permission: 'preference.set',
  input: Input,
  async run(tx, { keys }, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only members have keys of their own.')
    const own = ownKeysOf(wanted(keys))
    const { teamId, memberId } = actor
    // Of two who change it at once, the second's event has to name what the first left.
    await tx.insert(memberPreferences).values({ teamId, memberId }).onConflictDoNothing()
    const itself = and(eq(memberPreferences.teamId, teamId), eq(memberPreferences.memberId, memberId))
    await tx.select({ memberId: memberPreferences.memberId }).from(memberPreferences).where(itself).for('update')
    const before = await ownKeys(tx, actor)
    if (same(before, own)) return { result: { keys: own }, events: [] }
    await tx.update(memberPreferences).set({ keys: own, updatedAt: sql`now()` }).where(itself)
    const event = { type: 'preferences.changed', before: { keys: before }, after: { keys: own } } as const
    return { result: { keys: own }, events: [event] }
  },
})

/** The whole map that was asked for. */
function wanted(keys: Record<string, string>): KeyMap {
  const map = Object.fromEntries(keyNames.map((name) => [name, keyActions[name].key])) as KeyMap
  const faults: Partial<Record<KeyAction, string>> = {}
  for (const [name, key] of Object.entries(keys)) {
    if (!isAction(name)) throw new DocketError('bad_request', `There is no action called “${name}”. Reload the page.`)
    if (isFixed(name) && key !== keyActions[name].key) {
      faults[name] = `The key for “${keyActions[name].does}” is the same for everybody.`
    } else map[name] = key
  }
  const all = Object.entries({ ...keyFaults(map), ...faults })
  const [first] = all
  if (first) {
    const fields = Object.fromEntries(all.map(([name, fault]) => [name, [fault]]))
    throw new DocketError('bad_request', `The keys were not saved. ${first[1]}`, { fields })
  }
  return map
}

/** The database gives the actions back in an order of its own. */
function same(one: Record<string, string>, other: Record<string, string>): boolean {
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
}

function isAction(name: string): name is KeyAction {
  return Object.hasOwn(keyActions, name)
}
