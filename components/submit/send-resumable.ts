import type { DetailedError, Upload } from 'tus-js-client'
import { type Delivery, fieldsOf, outcomeOf, type SendOutcome } from './delivery'
import { keptUploads } from './kept-uploads'

const address = '/api/uploads/resumable'

/** Bytes in one request: what a proxy takes, and the most that a break sends twice. */
const piece = 32 * 1024 * 1024

/** Milliseconds before each try after a break; counted anew whenever bytes got through. */
const pauses = [0, 1000, 3000, 5000, 10_000, 20_000]

/**
 * Sends one file in pieces (tus 1.0), goes on where an earlier try of the same file stopped, and hands it in when it is
 * whole. An abort leaves what has arrived, so that it can go on; `giveUpUpload` deletes it. Never rejects.
 */
export async function sendResumable(delivery: Delivery): Promise<SendOutcome> {
  const { file, fileId, signal, progress } = delivery
  try {
    const { Upload } = await import('tus-js-client')
    const sent = await sendBytes(Upload, delivery)
    if (typeof sent !== 'string') return sent
    progress.checking()
    return await handIn(sent, delivery)
  } catch {
    if (signal.aborted) return { ok: false, retryable: true, message: 'Cancelled.' }
    return broken(file.name, keptUploads.find(fileId) !== null)
  }
}

/** Deletes what has arrived of a file that is not wanted any more. What fails here is swept by the server within a day. */
export function giveUpUpload(fileId: string): void {
  const url = keptUploads.find(fileId)
  if (!url) return
  keptUploads.forget(fileId)
  fetch(url, { method: 'DELETE', headers: { 'Tus-Resumable': '1.0.0' } }).catch(() => {})
}

/** The upload's address once all bytes are there, or what became of it instead. */
function sendBytes(Tus: typeof Upload, { file, fileId, signal, progress }: Delivery): Promise<string | SendOutcome> {
  return new Promise((resolve) => {
    const upload = new Tus(file, {
      endpoint: address,
      uploadUrl: keptUploads.find(fileId),
      chunkSize: piece,
      retryDelays: pauses,
      storeFingerprintForResuming: false,
      metadata: { filename: file.name, filetype: file.type },
      onUploadUrlAvailable: () => {
        if (upload.url) keptUploads.keep(fileId, upload.url)
      },
      onProgress: (bytes) => progress.sent(Math.min(bytes, file.size)),
      onSuccess: () => finish(upload.url ?? broken(file.name, false)),
      onError: (error) => finish(failureOf(error, file.name, fileId)),
    })
    const stop = () => {
      void upload.abort()
      finish({ ok: false, retryable: true, message: 'Cancelled.' })
    }
    const finish = (end: string | SendOutcome) => {
      signal.removeEventListener('abort', stop)
      resolve(end)
    }
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop)
    upload.start()
  })
}

async function handIn(url: string, { file, fileId, options, attempt }: Delivery): Promise<SendOutcome> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Idempotency-Key': attempt },
    body: new URLSearchParams(fieldsOf(options)),
  })
  const outcome = outcomeOf(answer.status, await answer.text(), file.name)
  if (outcome.ok || !outcome.retryable) keptUploads.forget(fileId)
  if (answer.status === 404) keptUploads.forget(fileId)
  return outcome
}

function failureOf(error: Error | DetailedError, name: string, fileId: string): SendOutcome {
  const response = 'originalResponse' in error ? error.originalResponse : null
  if (!response) return broken(name, keptUploads.find(fileId) !== null)
  const outcome = outcomeOf(response.getStatus(), response.getBody(), name)
  if (!outcome.ok && !outcome.retryable) keptUploads.forget(fileId)
  return outcome
}

function broken(name: string, arrived: boolean): SendOutcome {
  const message = arrived
    ? `The connection broke off while “${name}” was sent. What has arrived is kept for a day: resume it.`
    : `“${name}” did not arrive: the connection broke off. Try it again.`
  return { ok: false, retryable: true, broke: true, message }
}
