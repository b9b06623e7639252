'use server'

import { refresh } from 'next/cache'
import type { BulkActions } from '@/components/queue/bulk-actions'
import { parseQueueFilter, partOf } from '@/components/queue/queue-filter'
import { searchOf } from '@/components/queue/queue-places'
import { saveView } from '@/lib/audit/save-view'
import { claimNextCase } from '@/lib/cases/claim-next-case'
import { queryRecord } from '@/lib/http/query-record'
import { memberAction } from '@/lib/http/server-action'
import { policiesOfCases } from '@/lib/policies/policies-of-cases'
import { claimMany, decideMany, releaseMany, undoMany } from '@/lib/queues/decide-many'
import { moveManyToQueue } from '@/lib/queues/move-to-queue'

type Given<Name extends keyof BulkActions> = Parameters<BulkActions[Name]>[0]

/** Takes the first case to decide in the part of the queue that the address names. */
export const claimNextAction = memberAction(async (member, { place }: { place: string }) => {
  const { number, why } = await claimNextCase(member, partOf(parseQueueFilter(queryRecord(place))))
  return { next: number, why }
})

/** Takes many cases. */
export const claimManyAction = memberAction((member, input: Given<'claim'>) => claimMany(member, input))

/** Gives many cases back. */
export const releaseManyAction = memberAction((member, input: Given<'release'>) => releaseMany(member, input))

/** Moves many cases to a queue, or back to where the rules send them. */
export const moveManyAction = memberAction((member, input: Given<'move'>) => moveManyToQueue(member, input))

/** By which policies many cases are judged. */
export const policiesAction = memberAction((member, input: Given<'policies'>) => policiesOfCases(member, input))

/** Decides many cases alike. */
export const decideManyAction = memberAction((member, input: Given<'decide'>) => decideMany(member, input))

/** Takes many of one's own decisions back. */
export const undoManyAction = memberAction((member, input: Given<'undo'>) => undoMany(member, input))

/** Keeps a filter of the queue under a name; of its query only what the page itself understands, and no page of it. */
export const saveViewAction = memberAction(
  async (member, { name, query, shared }: { name: string; query: string; shared: 'me' | 'team' }) => {
    const filter = parseQueueFilter(queryRecord(query))
    const known = searchOf({ ...filter, play: false, after: null }).slice(1)
    const saved = await saveView(member, { page: 'queue', name, query: known, shared })
    refresh()
    return saved
  },
)
