import { z } from 'zod'
import type { uploadRouter } from '@/app/api/uploadthing/core'
import { type Delivery, fieldsOf, outcomeOf, type SendOutcome } from './delivery'

const address = '/api/uploadthing'

/** Milliseconds before each try after a break; counted anew whenever bytes got through. */
const pauses = [1000, 3000, 5000, 10_000, 20_000]

/** Where unfinished uploads go on, by attempt: the server's answer, which holds the presigned URL. */
const granted = new Map<string, string>()

const Arrived = z.object({ caseNumber: z.number().int() })
const Refused = z.object({ refusal: z.string() })

/**
 * Sends one file straight from the browser to UploadThing, goes on where a break or a pause left it, and answers with the
 * case that Docket opened for it. Never rejects; an abort resolves as a retryable failure and keeps what has arrived.
 */
export async function sendToUploadThing(delivery: Delivery): Promise<SendOutcome> {
  const { attempt, signal, file } = delivery
  let furthest = 0
  let breaks = 0
  let isAnew = false
  for (;;) {
    const { end, sentBytes } = await sendOnce(delivery)
    const isCase = typeof end !== 'string' && end.ok
    if (signal.aborted && !isCase) return { ok: false, retryable: true, message: 'Cancelled.' }
    if (typeof end !== 'string') {
      granted.delete(attempt)
      return end
    }
    if (end === 'refused') {
      granted.delete(attempt)
      if (isAnew)
        return { ok: false, retryable: true, message: `UploadThing did not take “${file.name}”. Try it again.` }
      isAnew = true
      continue
    }
    if (sentBytes > furthest) breaks = 0
    furthest = Math.max(furthest, sentBytes)
    const pause = pauses[breaks++]
    if (pause === undefined) return broken(file.name, furthest > 0)
    await wait(pause, signal)
  }
}

interface Sent {
  /** `broke`: the connection did. `refused`: the presigned URL holds no more, or its key is another file's. */
  end: SendOutcome | 'broke' | 'refused'
  sentBytes: number
}

async function sendOnce({ file, options, attempt, signal, progress }: Delivery): Promise<Sent> {
  let sentBytes = 0
  const refusal: { outcome?: SendOutcome } = {}
  const at = (end: Sent['end']): Sent => ({ end, sentBytes })
  try {
    // Large, and needed with this store alone.
    const { genUploader } = await import('uploadthing/client')
    const { uploadFiles } = genUploader<typeof uploadRouter>({
      url: new URL(address, location.href),
      fetch: (input, init) => {
        if (init?.method !== 'POST') return fetch(String(input), init as RequestInit)
        return askLeave(String(input), init as RequestInit, attempt, (outcome) => {
          refusal.outcome = outcome(file.name)
        })
      },
    })
    const [sent] = await uploadFiles('submit', {
      files: [file],
      input: { attempt, fields: fieldsOf(options) },
      signal,
      onUploadProgress({ loaded }) {
        sentBytes = Math.min(loaded, file.size)
        progress.sent(sentBytes)
        if (sentBytes === file.size) progress.checking()
      },
    })
    return at(outcomeOfReport(sent?.serverData, file.name))
  } catch (error) {
    if (refusal.outcome) return at(refusal.outcome)
    // The library's words for an answer that says no; without an answer there are none. 416: at another byte than it has.
    return at(/^XHR failed 4(?!08|16|29)\d\d/.test(error instanceof Error ? error.message : '') ? 'refused' : 'broke')
  }
}

/** Asks the server for leave to send, once for each attempt: with the same answer an upload goes on instead of anew. */
async function askLeave(
  input: string,
  init: RequestInit,
  attempt: string,
  refuse: (outcome: (name: string) => SendOutcome) => void,
): Promise<Response> {
  const kept = granted.get(attempt)
  if (kept !== undefined) return new Response(kept, { headers: { 'content-type': 'application/json' } })
  const answer = await fetch(input, init)
  const text = await answer.clone().text()
  if (answer.ok) granted.set(attempt, text)
  else refuse((name) => outcomeOf(answer.status, text, name))
  return answer
}

/** What Docket said when UploadThing told it of the file. */
function outcomeOfReport(said: unknown, name: string): SendOutcome {
  const arrived = Arrived.safeParse(said)
  if (arrived.success) return { ok: true, caseNumber: arrived.data.caseNumber }
  const refused = Refused.safeParse(said)
  const message = refused.success
    ? refused.data.refusal
    : `“${name}” is at UploadThing, but this server was not told. Try it again; if that happens again, tell an admin that UploadThing cannot reach the address in PUBLIC_URL.`
  return { ok: false, retryable: true, message }
}

function broken(name: string, arrived: boolean): SendOutcome {
  const message = arrived
    ? `The connection broke off while “${name}” was sent to UploadThing. What has arrived is kept there: resume it.`
    : `“${name}” did not arrive: UploadThing or this server cannot be reached. Check the connection and try it again.`
  return { ok: false, retryable: true, broke: true, message }
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds)
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done)
  })
}
