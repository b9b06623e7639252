import { urlsInLot } from '@/lib/cases/url-lot'
import type { ActionResult } from '@/lib/http/server-action'
import type { ChosenOptions } from './submission'

type Opened = { ok: true; number: number } | { ok: false; message: string }

/** Opens cases for a lot of addresses, in their order; the server action, given by the page. */
export type OpenUrls = (input: {
  items: { url: string; attempt: string }[]
  options: ChosenOptions
}) => Promise<ActionResult<Opened[]>>

/** Opens a case for one address. */
export type OpenUrl = (input: { url: string; options: ChosenOptions; attempt: string }) => Promise<Opened>

interface Asked {
  url: string
  attempt: string
  options: ChosenOptions
  answer(opened: Promise<Opened>): void
}

/**
 * Opens addresses one by one for whoever calls it, and sends those that are asked for in the same instant with the same options as
 * one request, of `urlsInLot` at most: a browser sends its actions one after the other.
 */
export function inLots(openUrls: OpenUrls): OpenUrl {
  let waiting: Asked[] = []
  const sendAll = () => {
    const all = waiting
    waiting = []
    for (const [options, asked] of Map.groupBy(all, (one) => one.options)) {
      for (let at = 0; at < asked.length; at += urlsInLot) send(options, asked.slice(at, at + urlsInLot))
    }
  }
  const send = (options: ChosenOptions, lot: Asked[]) => {
    const sent = openUrls({ items: lot.map(({ url, attempt }) => ({ url, attempt })), options })
    lot.forEach(({ answer }, place) => {
      answer(sent.then((result) => (result.ok ? (result.data[place] ?? unanswered) : result)))
    })
  }
  return ({ url, options, attempt }) =>
    new Promise((resolve) => {
      if (waiting.length === 0) setTimeout(sendAll)
      waiting.push({ url, attempt, options, answer: resolve })
    })
}

const unanswered = { ok: false, message: 'The server did not say what became of it. Try it again.' } as const
