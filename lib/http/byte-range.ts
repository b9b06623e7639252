import type { ByteRange } from '@/lib/media/store'

/**
 * The one range a `Range` header asks of a file of `size` bytes (RFC 9110, section 14). Null: answer with the whole
 * file, which is also right for what cannot be read and for several ranges. `unsatisfiable`: answer 416.
 */
export function byteRange(header: string | null, size: number): ByteRange | 'unsatisfiable' | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.replaceAll(' ', '') ?? '') ?? []
  if (first === '' && last === '') return null
  if (first === '')
    return Number(last) === 0 ? 'unsatisfiable' : { start: Math.max(0, size - Number(last)), end: size - 1 }
  const range = { start: Number(first), end: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
  if (last !== '' && Number(last) < range.start) return null
  return range.start >= size ? 'unsatisfiable' : range
}
