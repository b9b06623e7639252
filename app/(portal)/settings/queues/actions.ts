'use server'

import { refresh } from 'next/cache'
import type { SaveQueue } from '@/components/queues-settings/queue-form'
import { memberAction } from '@/lib/http/server-action'
import { archiveQueue } from '@/lib/queues/archive-queue'
import { makeDefault } from '@/lib/queues/make-default'
import { orderQueues } from '@/lib/queues/order-queues'
import { saveQueue } from '@/lib/queues/save-queue'

/** Makes a queue, or changes one. */
export const saveQueueAction = memberAction(async (member, input: Parameters<SaveQueue>[0]) => {
  const saved = await saveQueue(member, input)
  refresh()
  return saved
})

/** Gives a queue up. */
export const archiveQueueAction = memberAction(async (member, input: { queueId: string }) => {
  const done = await archiveQueue(member, input)
  refresh()
  return done
})

/** Makes a queue the one for whatever no rule sends elsewhere. */
export const makeDefaultAction = memberAction(async (member, input: { queueId: string }) => {
  const done = await makeDefault(member, input)
  refresh()
  return done
})

/** Puts the queues in this order. */
export const orderQueuesAction = memberAction(async (member, input: { queueIds: string[] }) => {
  const done = await orderQueues(member, input)
  refresh()
  return done
})
