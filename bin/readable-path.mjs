import { answerBare } from './bare-answers.mjs'

/**
 * Next answers a path whose percent-encoding is broken with a bare 500. Under /api it gets the contract's 404 here, and
 * true is answered; elsewhere the request is sent on to an address that has no page, so that Next shows its own 404.
 */
export function answerUnreadablePath(request, response) {
  const path = (request.url ?? '/').split('?', 1)[0]
  if (isReadable(path)) return false
  if (!/^\/api(\/|$|%)/.test(path)) {
    request.url = '/not-found'
    return false
  }
  const message = 'There is nothing at this address: its percent-encoding cannot be read.'
  answerBare(request, response, 404, message)
  return true
}

function isReadable(path) {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
