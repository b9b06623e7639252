import { sweepSignIns } from '@/lib/access/sweep-sign-ins'
import { startSealer } from '@/lib/audit/start-sealer'
import { startInbox } from '@/lib/callbacks/start-inbox'
import { sweepCallbackInbox } from '@/lib/callbacks/sweep-callback-inbox'
import { sweepDeliveries } from '@/lib/callbacks/sweep-deliveries'
import { appUrl, closeDatabase } from '@/lib/db/client'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { sweepIncoming, sweepOrphans } from '@/lib/media/sweep-orphans'
import { sweepSecureUploads } from '@/lib/media/sweep-secure-uploads'
import { startMetrics } from '@/lib/metrics/start-metrics'
import { startLookingAfterDesks } from '@/lib/queues/look-after-desks'
import { sweepLostKeys } from '@/lib/retention/sweep-lost-keys'
import { sweepPurges } from '@/lib/retention/sweep-purges'
import { startTracing } from '@/lib/tracing/start-tracing'
import { handlers } from './handlers'
import { sweepWork } from './sweep-work'
import { startHeartbeat } from './worker-heartbeat'
import { startLanes } from './worker-lanes'

/*
 * The worker: a process of its own that runs analyses and fetches URLs. `npm start` starts one; more may run beside it,
 * on this machine or others, with the same DATABASE_APP_URL, DATA_DIR and AUTH_SECRET.
 */

/** URLs fetched, media sent to Detect APIs, these asked, callbacks sent and webhooks told at a time: more waiting than work. */
const fetches = 4
const sends = 8
const questions = 12
const deliveries = 16
const tellings = 8

/** Milliseconds between two sweeps of files that nothing owns, of unused uploads and of old sign-ins. */
const sweepPause = 3600_000

/** Milliseconds between two sweeps of media that is due to go, and of cases whose key was lost. */
const purgeSweepPause = 20_000

/** Milliseconds between two sweeps of files that never finished arriving. */
const incomingSweepPause = 600_000

/** Starts everything; answers the way to stop it in order. */
async function start(): Promise<() => Promise<void>> {
  const stopTracing = await startTracing('worker')
  const stopMetrics = await startMetrics('worker')
  const stopHeartbeat = await startHeartbeat()
  const sweepRetention = async () => {
    try {
      await sweepLostKeys()
      await sweepPurges()
    } catch (error) {
      log.error({ err: error }, 'could not look for media that is due to go; the next sweep will')
    }
  }
  // Before any job: a case whose key went with a crash ends with that reason, not with a job's.
  await sweepRetention()
  const lanes = await startLanes(appUrl(), handlers, {
    'detection.run': env().WORKER_CONCURRENCY,
    'detection.send': sends,
    'detection.poll': questions,
    'media.fetch': fetches,
    'intelligence.write': 1,
    'question.answer': 1,
    'callback.deliver': deliveries,
    'webhook.deliver': tellings,
    'webhook.catch_up': 1,
    'case.purge': 2,
    'decision.tell': 2,
    'case.route': 1,
    'queue.arrange': 1,
  })
  const stopLookingAfterDesks = startLookingAfterDesks()
  const stopInbox = await startInbox()
  const stopSealer = startSealer()
  const sweep = () => {
    const old = [sweepSignIns(), sweepCallbackInbox(), sweepDeliveries()]
    Promise.all([sweepOrphans(), sweepSecureUploads(), sweepWork(), ...old]).catch((error: unknown) =>
      log.error({ err: error }, 'could not sweep what nothing owns, or what is old'),
    )
  }
  sweep()
  const sweeping = setInterval(sweep, sweepPause)
  const sweepingRetention = setInterval(() => void sweepRetention(), purgeSweepPause)
  const sweepingIncoming = setInterval(() => {
    sweepIncoming().catch((error: unknown) => log.error({ err: error }, 'could not sweep what never finished arriving'))
  }, incomingSweepPause)
  log.info({ concurrency: env().WORKER_CONCURRENCY }, 'worker ready')
  // Its launcher may have nothing else to tell it by (bin/launcher/supervise.ts).
  process.send?.('ready')
  return async () => {
    clearInterval(sweeping)
    clearInterval(sweepingRetention)
    clearInterval(sweepingIncoming)
    stopLookingAfterDesks()
    await stopInbox()
    await lanes.stop()
    // After the last job: what it recorded is sealed by whoever starts next.
    await stopSealer()
    await stopHeartbeat()
    await stopMetrics()
    await stopTracing().catch(() => {})
    await closeDatabase()
  }
}

const started = start()
let stopping = false

async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  // What does not end in time is taken over by another worker once its heartbeat is missed.
  setTimeout(() => process.exit(0), 8000).unref()
  try {
    const stopAll = await started
    await stopAll()
  } catch (error) {
    log.warn({ err: error }, 'the worker could not stop in order; its jobs are taken over')
  }
  process.exit(0)
}

process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())
// Its launcher died: nobody would ever stop it. It may have died before this line.
process.on('disconnect', () => void stop())
if (process.connected === false) void stop()

started.catch((error: unknown) => {
  log.fatal({ err: error }, 'the worker could not start')
  // Once what was logged has been written.
  if (!stopping) setImmediate(() => process.exit(1))
})
