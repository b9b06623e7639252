import crypto from 'node:crypto'

/** SHA-256, in hex, of what makes two submissions the same; the order of an object's entries does not. */
export function submissionHash(...asked: unknown[]): string {
  return crypto
    .createHash('sha256')
    .update(JSON.stringify(asked.map(inOrder)))
    .digest('hex')
}

function inOrder(asked: unknown): unknown {
  if (typeof asked !== 'object' || asked === null || Array.isArray(asked)) return asked
  return Object.entries(asked).sort(([one], [other]) => (one < other ? -1 : 1))
}
