import { paceRefreshes } from '@/components/shell/refresh-pace'

/** Open pages that are told of every change. */
export const openPages = 20

export interface LivePages {
  /** How many changes they have heard of, together. */
  told(): number
  /** How many pages they have asked for since, together. */
  asked(): number
  stop(): void
}

/**
 * Opens the streams that pages listen on. `asking`: each also asks for the queue again, when and how a browser's page
 * would (components/shell/live-refresh.tsx), all of them from one team and one person.
 */
export async function openLivePages(url: string, cookie: string, asking: boolean): Promise<LivePages> {
  const stopping = new AbortController()
  const { signal } = stopping
  let [told, asked] = [0, 0]
  const ask = async () => {
    const page = await fetch(`${url}/queue?_rsc`, { headers: { cookie, rsc: '1' }, redirect: 'manual', signal })
    await page.arrayBuffer()
    if (page.status === 200) asked += 1
  }
  const listen = async () => {
    const stream = await fetch(`${url}/api/live`, { headers: { cookie }, signal })
    if (!stream.ok || !stream.body) throw new Error(`the live stream answered ${stream.status}`)
    const pace = paceRefreshes(asking ? ask : async () => {})
    signal.addEventListener('abort', () => pace.stop())
    const read = async (body: ReadableStream<Uint8Array>) => {
      for await (const piece of body) {
        if (!Buffer.from(piece).includes('event: change')) continue
        told += 1
        pace.changed()
      }
    }
    void read(stream.body).catch(() => {})
  }
  await Promise.all(Array.from({ length: openPages }, listen))
  return { told: () => told, asked: () => asked, stop: () => stopping.abort() }
}
