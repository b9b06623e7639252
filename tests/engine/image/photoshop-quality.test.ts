import { describe, expect, it } from 'vitest'
import { readSaveAsQuality } from '@/lib/engine/image/photoshop-quality'

/** A resource block: `name` as Pascal writes it, filled up to an even length. */
function resource(id: number, data: Buffer, name = ''): Buffer {
  const head = Buffer.alloc(6)
  head.write('8BIM', 'latin1')
  head.writeUInt16BE(id, 4)
  const named = Buffer.from([name.length, ...Buffer.from(name, 'latin1')])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(data.length)
  const filled = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(bytes.length % 2)])
  return Buffer.concat([head, filled(named), size, filled(data)])
}
const segment = (...resources: Buffer[]) => Buffer.concat([Buffer.from('Photoshop 3.0\0', 'latin1'), ...resources])
const quality = (hex: string) => resource(0x0406, Buffer.from(hex, 'hex'))

describe('the quality that Photoshop wrote', () => {
  // Adobe's numbers: -3 is 1, 0 is 4, 8 is 12; then the format (0 standard, 0x0101 progressive) and its scans.
  it.each([
    ['fffc0000000101', 0],
    ['fffd0000000101', 1],
    ['00000000000101', 4],
    ['00040001000101', 8],
    ['00080101000301', 12],
  ])('%s is %i', (hex, expected) => {
    expect(readSaveAsQuality(segment(quality(hex)))).toBe(expected)
  })

  it('is found behind others, with names and lengths that are filled up', () => {
    const others = [
      resource(0x0404, Buffer.alloc(33)),
      resource(0x03ed, Buffer.alloc(16), 'even'),
      resource(0x040a, Buffer.alloc(1), 'odd'),
    ]
    expect(readSaveAsQuality(segment(...others, quality('00060000000101')))).toBe(10)
  })

  it.each([
    ['no segment', undefined],
    ['another segment', Buffer.from('Adobe_CM\0')],
    ['no such resource', segment(resource(0x0404, Buffer.alloc(8)))],
    ['a number that is none', segment(quality('00090000000101'))],
    ['a number below all', segment(quality('fffb0000000101'))],
    ['no number', segment(quality('00'))],
    ['data past the end', segment(quality('00040000000101')).subarray(0, 30)],
    ['a size past the end', segment(Buffer.from('3842494d04040000ffffffff0000', 'hex'), quality('0004'))],
    ['no block where one should be', segment(Buffer.from('JUNKJUNKJUNK'), quality('0004'))],
  ])('is not made up: %s', (_what, bytes) => {
    expect(readSaveAsQuality(bytes)).toBeNull()
  })
})
