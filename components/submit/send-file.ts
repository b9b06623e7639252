import { z } from 'zod'
import type { ChosenOptions } from './submission'

export type SendOutcome = { ok: true; caseNumber: number } | { ok: false; message: string; retryable: boolean }

interface Progress {
  sent(bytes: number): void
  /** All bytes are out; the server is looking at them. */
  checking(): void
}

const Answer = z.object({ caseNumber: z.number().int() })
const Refused = z.object({ message: z.string() })

/**
 * Sends one file to POST /api/uploads, options before the file, and tells how far it is. XMLHttpRequest, because fetch
 * does not tell. `attempt`: the same for
 * each try of one file, so that one whose answer was lost makes no second case. Never rejects; an abort resolves as a
 * retryable failure.
 */
export function sendFile(
  file: File,
  options: ChosenOptions,
  attempt: string,
  signal: AbortSignal,
  progress: Progress,
): Promise<SendOutcome> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const abort = () => request.abort()
    const finish = (outcome: SendOutcome) => {
      signal.removeEventListener('abort', abort)
      resolve(outcome)
    }
    request.upload.addEventListener('progress', (event) => progress.sent(Math.min(event.loaded, file.size)))
    request.upload.addEventListener('load', () => progress.checking())
    request.addEventListener('load', () => finish(outcomeOf(request, file.name)))
    request.addEventListener('error', () =>
      finish({
        ok: false,
        retryable: true,
        message: `“${file.name}” did not arrive: the connection broke off. Try it again.`,
      }),
    )
    request.addEventListener('abort', () => finish({ ok: false, retryable: true, message: 'Cancelled.' }))
    signal.addEventListener('abort', abort)
    request.open('POST', '/api/uploads')
    request.setRequestHeader('Idempotency-Key', attempt)
    request.responseType = 'text'
    request.send(formFor(file, options))
  })
}

function formFor(file: File, options: ChosenOptions): FormData {
  const form = new FormData()
  form.set('visualize', String(options.visualize))
  if (options.startRegion !== null) form.set('start_region', String(options.startRegion))
  if (options.endRegion !== null) form.set('end_region', String(options.endRegion))
  if (options.maxVideoSecs !== null) form.set('max_video_secs', String(options.maxVideoSecs))
  form.set('file', file)
  return form
}

function outcomeOf(request: XMLHttpRequest, name: string): SendOutcome {
  const body = parse(request.responseText)
  if (request.status === 200) {
    const answer = Answer.safeParse(body)
    if (answer.success) return { ok: true, caseNumber: answer.data.caseNumber }
  }
  const refused = Refused.safeParse(body)
  const message = refused.success
    ? refused.data.message
    : `“${name}” could not be handed in: the server answered with status ${request.status}. Try it again.`
  // What the file itself is refused for stays so; a full disk, a lost session or a rate limit may pass.
  return { ok: false, message, retryable: ![400, 413, 422].includes(request.status) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
