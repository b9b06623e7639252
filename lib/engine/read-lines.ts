import type { Readable } from 'node:stream'

/**
 * Hands on each line of a stream, without its end. Once more than `mostBytes` have come in all, calls `tooMuch` once and
 * reads no further: never more than that is held.
 */
export function readLines(
  stream: Readable,
  mostBytes: number,
  onLine: (line: string) => void,
  tooMuch: () => void,
): void {
  let bytes = 0
  let parts: Buffer[] = []
  const read = (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > mostBytes) {
      stream.off('data', read)
      stream.destroy()
      parts = []
      tooMuch()
      return
    }
    let from = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      const line = Buffer.concat([...parts, chunk.subarray(from, end)]).toString('utf8')
      parts = []
      from = end + 1
      onLine(line)
    }
    if (from < chunk.length) parts.push(chunk.subarray(from))
  }
  stream.on('data', read)
}
