import { Gauge, type Registry } from 'prom-client'
import { caseStates } from '@/lib/cases/case-states'
import { log } from '@/lib/log'
import { type InstanceFigures, readInstanceFigures } from './read-instance-figures'

/** Milliseconds for which one look into the database serves: several may read the metrics. */
const freshFor = 5_000

/** What each gauge shows; null: nothing waits, which is an age of 0. */
const gauges: [name: string, help: string, read: (figures: InstanceFigures) => number | null][] = [
  ['docket_queue_waiting', 'Jobs that are due and wait for a worker.', ({ queue }) => queue.waiting],
  ['docket_queue_running', 'Jobs that run now.', ({ queue }) => queue.running],
  ['docket_queue_oldest_seconds', 'How long the oldest waiting job has waited.', ({ queue }) => queue.oldestSeconds],
  ['docket_callbacks_waiting', 'Callbacks that came in and were not seen to yet.', ({ lag }) => lag.inboxWaiting],
  ['docket_callbacks_oldest_seconds', 'How long the oldest of them has waited.', ({ lag }) => lag.inboxSeconds],
  ['docket_deliveries_waiting', 'Webhooks and callbacks still to be sent.', ({ deliveries }) => deliveries.waiting],
  ['docket_deliveries_oldest_seconds', 'How old the oldest of them is.', ({ deliveries }) => deliveries.oldestSeconds],
  ['docket_purges_due', 'Cases whose media should have gone and has not.', ({ lag }) => lag.purgesDue],
  ['docket_purges_failed', 'Cases with a copy that could not be deleted.', ({ lag }) => lag.purgesFailed],
  ['docket_purges_oldest_seconds', 'How long the oldest purge is overdue.', ({ lag }) => lag.purgeSeconds],
  [
    'docket_trail_unsealed_seconds',
    'How long the oldest event has waited to be sealed.',
    ({ lag }) => lag.unsealedSeconds,
  ],
  ['docket_workers_alive', 'Workers that gave a sign of life within 30 seconds.', ({ workers }) => workers],
]

/** Adds what is so for the whole instance, whichever process tells it. One that cannot ask says so and shows none of them. */
export function addInstanceGauges(registry: Registry): void {
  let last: { at: number; figures: Promise<InstanceFigures | null> } | undefined
  const look = () => {
    if (last && performance.now() - last.at < freshFor) return last.figures
    const figures = readInstanceFigures().catch((error: unknown) => {
      log.warn({ err: error }, 'metrics of the whole instance could not be asked of the database')
      return null
    })
    last = { at: performance.now(), figures }
    return figures
  }
  const registers = [registry]
  new Gauge({
    name: 'docket_database_up',
    help: '1 while the database answers what these metrics ask.',
    registers,
    async collect() {
      this.set((await look()) ? 1 : 0)
    },
  })
  for (const [name, help, read] of gauges) {
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        const figures = await look()
        if (figures) this.set(read(figures) ?? 0)
        else this.remove()
      },
    })
  }
  new Gauge({
    name: 'docket_cases',
    help: 'Cases by state, of all teams together.',
    labelNames: ['state'] as const,
    registers,
    async collect() {
      const figures = await look()
      this.reset()
      for (const state of figures ? caseStates : []) this.set({ state }, figures?.cases.get(state) ?? 0)
    },
  })
}
