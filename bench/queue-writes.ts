import { setTimeout as pause } from 'node:timers/promises'
import type { Member } from '@/lib/access/actor'
import { claimNextCase } from '@/lib/cases/claim-next-case'
import { releaseCase } from '@/lib/cases/release-case'
import { database } from '@/lib/db/client'
import type { Figure } from './figure'
import { type LivePages, openPages } from './live-pages'

const writers = 4
const seconds = 3
const writeRounds = 4
/** Milliseconds in which pages that ask again come to rest. */
const restMs = 2000

/**
 * How many cases are taken and given back in a second while open pages are told of it, over the same without a word to
 * anybody. There is a goal for pages that only listen: those that also ask again take the processor that the writers are
 * on, by as many pages in a second as are open, and what is left of it is reported.
 */
export async function measureWrites(
  members: Member[],
  kind: 'that only listen' | 'that ask again',
  open: () => Promise<LivePages>,
): Promise<Figure[]> {
  const client = database().$client
  const notify = client.notify
  const pages = await open()
  const [on, off]: [number[], number[]] = [[], []]
  const asking = kind === 'that ask again'
  try {
    await writesInASecond(members, 1)
    for (let round = 0; round < writeRounds; round++) {
      client.notify = notify
      on.push(await writesInASecond(members, seconds))
      client.notify = (async () => undefined) as unknown as typeof notify
      if (asking) await pause(restMs)
      off.push(await writesInASecond(members, seconds))
    }
  } finally {
    client.notify = notify
    pages.stop()
  }
  if (pages.told() === 0) throw new Error('no open page was told of a change: nothing was measured')
  if (asking && pages.asked() === 0) throw new Error('no page was asked for again: nothing was measured')
  const said = `${openPages} pages ${kind}`
  const ratio = { value: mean(on) / mean(off), unit: 'ratio' as const, goal: asking ? null : 0.9, more: true as const }
  return [
    { figure: `writes with live updates, ${said}`, value: mean(on), unit: 'requests/s', goal: null },
    { figure: `writes with live updates on / off, ${said}`, ...ratio },
  ]
}

async function writesInASecond(members: Member[], forSeconds: number): Promise<number> {
  const began = performance.now()
  let done = 0
  const work = async (member: Member) => {
    while (performance.now() < began + forSeconds * 1000) {
      const taken = await claimNextCase(member, { mediaType: 'image' })
      if (taken.number === null) throw new Error('no case is left to take')
      await releaseCase(member, { caseId: taken.caseId })
      done += 2
    }
  }
  await Promise.all(members.slice(0, writers).map(work))
  return done / ((performance.now() - began) / 1000)
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
