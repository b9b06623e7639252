import { contentDisposition } from './content-disposition'

/** A file to be saved, which no cache keeps. */
export function downloadAnswer(body: BodyInit, type: string, filename: string): Response {
  return new Response(body, {
    headers: {
      'cache-control': 'private, no-store',
      'content-disposition': contentDisposition('attachment', filename),
      'content-type': type,
      'x-content-type-options': 'nosniff',
    },
  })
}
