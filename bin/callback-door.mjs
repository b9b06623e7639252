/**
 * Answers callbacks of Detect APIs before Next gets to see them: its router costs more than keeping one does, and a desk that
 * hands in thousands of files gets as many callbacks. What is done with them is the same (lib/http/callback-door.ts); larger
 * ones, and all while the door is not there yet, go through the route of the same address.
 */

const address = /^\/api\/callbacks\/detection\/([\w-]{43})$/

/** The largest body read here, as in lib/callbacks/receive-detection-callback.ts. Bytes. */
const smallCallback = 64 * 1024

/** A sender that has not sent its few bytes by then has gone. Milliseconds. */
const patience = 60_000

/** Whether the request is such a callback, and is answered here. */
export function answerCallback(request, response) {
  const [, token] = (request.method === 'POST' && address.exec(request.url)) || []
  const answer = globalThis[Symbol.for('docket.callback-door')]
  if (!token || !answer || !(Number(request.headers['content-length']) <= smallCallback)) return false
  const chunks = []
  const timer = setTimeout(() => request.destroy(), patience)
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('error', () => {})
  request.on('close', () => clearTimeout(timer))
  request.on('end', async () => {
    const answered = await answer(token, Buffer.concat(chunks))
    const headers = { ...Object.fromEntries(answered.headers), 'x-content-type-options': 'nosniff' }
    response.writeHead(answered.status, headers).end(await answered.text())
  })
  return true
}
