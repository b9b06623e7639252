import { env } from '@/lib/env'
import { freeMegabytes, leastFreeMegabytes } from './disk-space'
import type { Reading } from './health-part'

const scarceMegabytes = 2048

/** How much room there is for media and data. */
export function readDisk(): Reading {
  const free = freeMegabytes(env().DATA_DIR)
  const says = `${free >= 10_240 ? `${Math.floor(free / 1024)} GB` : `${free} MB`} are free for media and data.`
  if (free < leastFreeMegabytes) return { state: 'down', says: `${says} Free some space now: uploads fail.` }
  if (free < scarceMegabytes) return { state: 'degraded', says: `${says} Free some space soon.` }
  return { state: 'up', says }
}
