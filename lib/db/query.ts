import type { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { authorise } from '@/lib/access/authorise'
import type { Permission } from '@/lib/access/permissions'
import { type Transaction, withTeam } from './client'
import { parseInput } from './parse-input'

/**
 * The only way anything is read: permission, parse, transaction with team, read.
 * Throws DocketError: `forbidden`, `bad_request` with `fields`, or what `run` throws.
 */
export function query<Schema extends z.ZodType, T>(definition: {
  permission: Permission
  input: Schema
  run(tx: Transaction, input: z.output<Schema>, actor: Actor): Promise<T>
}): (actor: Actor, input: z.input<Schema>) => Promise<T> {
  return async (actor, raw) => {
    authorise(actor, definition.permission)
    const input = parseInput(definition.input, raw)
    return withTeam(actor.teamId, (tx) => definition.run(tx, input, actor))
  }
}
