import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { authorise } from '@/lib/access/authorise'
import { parseInput } from '@/lib/db/parse-input'
import type { DetectionParameters } from '@/lib/detect/request-parameters'
import { DocketError } from '@/lib/errors'
import { log } from '@/lib/log'
import { currentRequestId } from '@/lib/log-context'
import { openCaseFromUrl } from './open-case-from-url'
import { urlsInLot } from './url-lot'

const Items = z.object({
  /** `key`: the same for each try of one address. */
  items: z.array(z.object({ url: z.string(), key: z.string().min(1).max(255).optional() })),
})

interface Lot extends z.input<typeof Items> {
  parameters: Partial<DetectionParameters>
  zeroRetention?: boolean
  language?: string | null
}

/** What became of one address; `message` is for the person who handed it in. */
export type OpenedUrl = { ok: true; number: number } | { ok: false; message: string }

/** Hosts that are looked up at a time. */
const atOnce = 5

/**
 * Opens a case for each of these addresses, all with the same options: one that is refused says why and holds back nobody. In their
 * order. Throws `forbidden`, and `bad_request` where they are none or more than `urlsInLot`: then nothing was done.
 */
export async function openCasesFromUrls(actor: Actor, { items: raw, ...same }: Lot): Promise<OpenedUrl[]> {
  authorise(actor, 'case.open')
  const { items } = parseInput(Items, { items: raw })
  if (items.length === 0) throw new DocketError('bad_request', 'There is no address. Give at least one.')
  if (items.length > urlsInLot) {
    const many = `These are ${items.length} addresses; at most ${urlsInLot} go in one request, and nothing was handed in.`
    throw new DocketError('bad_request', `${many} Send them in lots.`)
  }
  const opened: OpenedUrl[] = []
  for (let at = 0; at < items.length; at += atOnce) {
    const next = items.slice(at, at + atOnce)
    opened.push(...(await Promise.all(next.map(({ url, key }) => open(actor, { ...same, url, idempotencyKey: key })))))
  }
  return opened
}

async function open(actor: Actor, asked: Parameters<typeof openCaseFromUrl>[1]): Promise<OpenedUrl> {
  try {
    const { number } = await openCaseFromUrl(actor, asked)
    return { ok: true, number }
  } catch (error) {
    if (error instanceof DocketError) return { ok: false, message: error.message }
    const reference = currentRequestId()
    log.error({ err: error, reference }, 'one of many addresses failed')
    return { ok: false, message: `Something went wrong on the server. Try it again. Reference: ${reference}` }
  }
}
