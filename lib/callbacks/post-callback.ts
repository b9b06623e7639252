import { request } from 'undici'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'
import { pinnedAgent } from '@/lib/media/pinned-agent'
import { resolveHost } from '@/lib/media/resolve-host'
import { checkUrl, type FetchTarget, type UrlUse } from '@/lib/media/url-rules'

/** How a try ended. */
export interface Posted {
  /** The HTTP status of the answer; null where none came. */
  status: number | null
  /** Why it counts as failed, as a sentence; null for 2xx. Never an address or what the receiver said. */
  failure: string | null
  milliseconds: number
  /** Docket was stopped while it ran. */
  stopped: boolean
}

/** The longest a try may take in all: detect-api.md, section 5. Milliseconds. */
export const longestTry = 10_000

/** As much of an answer as is read, so that its sender can finish, before the connection is closed. Bytes. */
const mostAnswer = 64 * 1024

interface Message {
  url: string
  headers: Record<string, string>
  body: string
  /** What its refusals are worded for. */
  use?: Extract<UrlUse, 'callback' | 'webhook'>
}

/**
 * Posts JSON to a public HTTPS address, or one the administrator allowed (trust.md, "URLs we fetch and callbacks we send").
 * Follows no redirect, keeps nothing of the answer but its status, and never throws.
 */
export async function postCallback(message: Message, stop: AbortSignal, milliseconds = longestTry): Promise<Posted> {
  const began = performance.now()
  const deadline = AbortSignal.timeout(milliseconds)
  const outcome = await attempt(message, AbortSignal.any([stop, deadline])).catch((error: unknown) => ({
    status: null,
    failure: deadline.aborted ? tooLate(milliseconds) : sentenceFor(error),
  }))
  const taken = Math.round(performance.now() - began)
  return { ...outcome, milliseconds: taken, stopped: outcome.failure !== null && stop.aborted }
}

async function attempt({ url, headers, body, use = 'callback' }: Message, signal: AbortSignal) {
  const target = checkUrl(url, env().ALLOWED_PRIVATE_HOSTS, use)
  await unlessAborted(resolveHost(target), signal)
  const status = await send(target, { headers, body, signal })
  return { status, failure: refusalFor(status) }
}

async function send(
  target: FetchTarget,
  { headers, body, signal }: { headers: Record<string, string>; body: string; signal: AbortSignal },
): Promise<number> {
  const agent = pinnedAgent(target)
  try {
    const answer = await request(target.url, { method: 'POST', dispatcher: agent, headers, body, signal })
    answer.body.on('error', () => {})
    let read = 0
    for await (const chunk of answer.body) {
      read += chunk.length
      if (read > mostAnswer) break
    }
    return answer.statusCode
  } finally {
    await agent.destroy()
  }
}

/** A look-up cannot be called off, only no longer be waited for. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    work.then(resolve, reject)
  })
}

function refusalFor(status: number): string | null {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400)
    return `The receiver answered with a redirect (${status}), which is not followed. Give the address it leads to.`
  return `The receiver did not take it: it answered ${status}.`
}

function tooLate(milliseconds: number): string {
  return `The receiver did not answer within ${milliseconds / 1000} seconds.`
}

function sentenceFor(error: unknown): string {
  const refusal = [error, (error as Error | undefined)?.cause].find((one) => one instanceof DocketError)
  if (refusal) return refusal.message
  const code = String((error as NodeJS.ErrnoException | undefined)?.code ?? '')
  if (code === 'ECONNREFUSED') return 'The receiver refused the connection.'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return 'The receiver’s host name does not exist, or cannot be looked up just now.'
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_/.test(code)) return 'The receiver’s certificate is not valid or not trusted.'
  return 'The receiver could not be reached, or broke the connection off.'
}
