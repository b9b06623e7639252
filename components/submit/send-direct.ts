import { type Delivery, fieldsOf, outcomeOf, type SendOutcome } from './delivery'

/**
 * Sends one file to POST /api/uploads in one request, options before the file, and tells how far it is. XMLHttpRequest,
 * because fetch does not tell. Never rejects; an abort resolves as a retryable failure.
 */
export function sendDirect({ file, options, attempt, signal, progress }: Delivery): Promise<SendOutcome> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const abort = () => request.abort()
    const finish = (outcome: SendOutcome) => {
      signal.removeEventListener('abort', abort)
      resolve(outcome)
    }
    request.upload.addEventListener('progress', (event) => progress.sent(Math.min(event.loaded, file.size)))
    request.upload.addEventListener('load', () => progress.checking())
    request.addEventListener('load', () => finish(outcomeOf(request.status, request.responseText, file.name)))
    request.addEventListener('error', () =>
      finish({
        ok: false,
        retryable: true,
        broke: true,
        message: `“${file.name}” did not arrive: the connection broke off. Try it again.`,
      }),
    )
    request.addEventListener('abort', () => finish({ ok: false, retryable: true, message: 'Cancelled.' }))
    signal.addEventListener('abort', abort)
    request.open('POST', '/api/uploads')
    request.setRequestHeader('Idempotency-Key', attempt)
    request.responseType = 'text'
    const form = new FormData()
    for (const [name, value] of Object.entries(fieldsOf(options))) form.set(name, value)
    form.set('file', file)
    request.send(form)
  })
}
