import fs from 'node:fs/promises'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'
import { incomingFolder } from '@/lib/media/folders'
import { mediaStore, type StoreName } from '@/lib/media/store'
import type { Reading } from './health-part'

/** A key of ours under which nothing ever lies. */
const nothing = '00000000-0000-0000-0000-000000000000/00/00000000-0000-0000-0000-000000000000'

/** Milliseconds an answer of the store counts for: probes may ask every few seconds, and some stores charge by request. */
const freshFor = 60_000
const patience = 3_000

const names: Record<StoreName, string> = { disk: 'the disk', s3: 'the S3 bucket', uploadthing: 'UploadThing' }

let last: { name: StoreName; at: number; reading: Promise<Reading> } | undefined

/** Whether the store that takes new media can be reached: one look for a file that is not there, at most once a minute. */
export function readStore(): Promise<Reading> {
  const name = env().MEDIA_STORE
  if (last?.name === name && performance.now() - last.at < freshFor) return last.reading
  const reading = probe(name)
  last = { name, at: performance.now(), reading }
  return reading
}

/** Forgets the last answer; for tests. */
export function forgetStore(): void {
  last = undefined
}

async function probe(name: StoreName): Promise<Reading> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), patience)
  })
  try {
    if ((await Promise.race([reach(name), late])) === 'late') {
      return {
        state: 'degraded',
        says: `${upper(names[name])} did not answer within 3 s. New media cannot be kept meanwhile.`,
      }
    }
    return { state: 'up', says: `New media is kept ${name === 'disk' ? 'on' : 'in'} ${names[name]}, which answers.` }
  } catch (error) {
    const why = error instanceof DocketError ? error.message : 'Look at its settings and at the log.'
    return { state: 'degraded', says: `${upper(names[name])} cannot be used, so new media cannot be kept. ${why}` }
  } finally {
    clearTimeout(timer)
  }
}

async function reach(name: StoreName): Promise<void> {
  if (name === 'disk') await fs.access(await incomingFolder(), fs.constants.W_OK)
  else await mediaStore(name).size(nothing)
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
