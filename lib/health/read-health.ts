import { now } from '@/lib/clock'
import { env } from '@/lib/env'
import { askPart } from './ask-part'
import type { Health, HealthPart, Reading } from './health-part'
import { readCallbacks } from './read-callbacks'
import { readClock } from './read-clock'
import { readDatabase } from './read-database'
import { readDecoder } from './read-decoder'
import { readDeliveries } from './read-deliveries'
import { readDetector } from './read-detector'
import { readDisk } from './read-disk'
import { readMail } from './read-mail'
import { readModelsPart } from './read-models'
import { readPurges } from './read-purges'
import { readQueue } from './read-queue'
import { readSealing } from './read-sealing'
import { readStore } from './read-store'
import { readWorker } from './read-worker'

const down = (says: string): Reading => ({ state: 'down', says })
const unknown = (what: string) => down(`${what} is unknown, because the database does not answer.`)

/** Each part, and what is said of it when it cannot be asked. */
const readings: [HealthPart['part'], () => Reading | Promise<Reading>, Reading][] = [
  ['database', readDatabase, down('The database does not answer. Start it, or look at its log and at DATABASE_URL.')],
  ['worker', readWorker, unknown('Whether a worker runs')],
  ['queue', readQueue, unknown('How many analyses wait')],
  ['callbacks', readCallbacks, unknown('Whether callbacks that came in are seen to')],
  ['deliveries', readDeliveries, unknown('What is still to be sent')],
  ['purges', readPurges, unknown('Whether media that is due to go has gone')],
  ['sealing', readSealing, unknown('Whether the trail is sealed')],
  ['store', readStore, { state: 'degraded', says: 'The media store did not answer in time. Look at its own status.' }],
  ['disk', readDisk, down('How full the disk is cannot be told. Look whether DATA_DIR is there.')],
  ['decoder', readDecoder, unknown('Whether sound and video can be decoded')],
  ['detector', readDetector, unknown('How the detectors elsewhere do')],
  ['models', readModelsPart, { state: 'degraded', says: 'How the models are cannot be told.' }],
  ['mail', readMail, { state: 'degraded', says: 'Whether mail can be sent is unknown.' }],
  ['clock', readClock, unknown('Whether this server’s clock is right')],
]

/** How this server is doing, part by part. Never throws: what cannot be asked is down. */
export async function readHealth(): Promise<Health> {
  const asked = readings.filter(([part]) => part !== 'models' || env().MODELS_FILE)
  const parts = await Promise.all(asked.map(([part, read, otherwise]) => askPart(part, read, otherwise)))
  return { state: worstOf(parts), parts, at: now() }
}

function worstOf(parts: HealthPart[]): Health['state'] {
  if (parts.some((part) => part.state === 'down')) return 'down'
  return parts.some((part) => part.state === 'degraded') ? 'degraded' : 'up'
}
