import type { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { authorise } from '@/lib/access/authorise'
import type { Permission } from '@/lib/access/permissions'
import type { AuditEvent } from '@/lib/audit/events'
import { recordEvents } from '@/lib/audit/record'
import { announceJobs, enqueue } from '@/lib/jobs/enqueue'
import type { Job } from '@/lib/jobs/payloads'
import { announceChange } from '@/lib/live/announce'
import { traced } from '@/lib/tracing/span'
import { type Transaction, withTeam } from './client'
import { parseInput } from './parse-input'

interface CommandOutcome<T> {
  result: T
  events: AuditEvent[]
  jobs?: Job[]
  /** So small and so frequent that open pages are not told: they look again by themselves. */
  quiet?: boolean
}

/**
 * The only way anything changes: permission, parse, transaction with team, change, event, job, commit, and then a word
 * to the open pages. Throws DocketError: `forbidden`, `bad_request` with `fields`, or what `run` throws.
 */
export function command<Schema extends z.ZodType, T>(definition: {
  permission: Permission
  input: Schema
  run(tx: Transaction, input: z.output<Schema>, actor: Actor): Promise<CommandOutcome<T>>
}): (actor: Actor, input: z.input<Schema>) => Promise<T> {
  return async (actor, raw) => {
    authorise(actor, definition.permission)
    const input = parseInput(definition.input, raw)
    const change = () =>
      withTeam(actor.teamId, async (tx) => {
        const outcome = await definition.run(tx, input, actor)
        await recordEvents(tx, actor, outcome.events)
        await enqueue(tx, outcome.jobs ?? [])
        return outcome
      })
    const kind = { 'docket.actor': actor.kind, 'docket.permission': definition.permission }
    const { result, jobs, quiet } = await traced(`command ${definition.permission}`, kind, change)
    announceJobs(jobs ?? [])
    if (!quiet) announceChange(actor.teamId)
    return result
  }
}
