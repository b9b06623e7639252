/** Where what Next has built takes ended requests in, to log and to count them (lib/http/request-door.ts). */
const door = Symbol.for('docket.request-door')

/** Tells how a request ended, once it has: by the pattern of its route, never by its address. */
export function noteRequest(request, response, patternOf) {
  const began = performance.now()
  const { method } = request
  // Now, for what handles it may rewrite the address.
  const route = patternOf(request.url ?? '/')
  const isAction = request.headers['next-action'] !== undefined
  response.once('close', () => {
    // Whoever asked went before the answer was whole.
    const status = response.writableFinished ? response.statusCode : 499
    globalThis[door]?.({ method, route, isAction, status, milliseconds: performance.now() - began })
  })
}
