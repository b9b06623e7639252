import { box } from './boxes'

/** Where the parts lie in tests/engine/formats/tiles.heic: four tiles of 64 × 64 pixels, put together. */
const parts = { ftyp: [0, 24], hdlr: [36, 69], hvcC: [346, 463], pixi: [503, 519], tile: [0x244, 0x25b] } as const

interface Grid {
  /** Pixels that the whole is said to have, and each tile. */
  side: number
  tileSide?: number
  rows: number
  /** The items put together, in order; 1 is the whole itself, from 2 on they are tiles. */
  of: number[]
  /** Tiles in the file, all of them the same bytes. */
  tiles: number
  /** Whether each tile is a picture of its own as well. */
  shown?: boolean
}

/** HEIC files of a few kilobytes that say they are far more. `sample`: the bytes of tiles.heic. */
export function heicBombs(sample: Buffer): [string, Buffer][] {
  const four = [2, 3, 4, 5]
  const heic = (grid: Grid) => makeHeic(sample, grid)
  const same = Array(15 * 15).fill(2)
  return [
    ['60000-wide.heic', heic({ side: 60_000, rows: 2, of: four, tiles: 4 })],
    ['10900-wide-of-four-tiles.heic', heic({ side: 10_900, rows: 2, of: four, tiles: 4 })],
    ['60000-wide-tiles.heic', heic({ side: 120, tileSide: 60_000, rows: 2, of: four, tiles: 4 })],
    ['too-few-tiles.heic', heic({ side: 10_900, rows: 256, of: four, tiles: 4 })],
    ['one-tile-225-times.heic', heic({ side: 15 * 64, rows: 15, of: same, tiles: 1 })],
    ['225-tiles-of-the-same-bytes.heic', heic({ side: 15 * 64, rows: 15, of: same.map((_, i) => i + 2), tiles: 225 })],
    ['grid-of-itself.heic', heic({ side: 120, rows: 2, of: [1, 1, 1, 1], tiles: 1 })],
    ['250-pictures.heic', heic({ side: 64, rows: 1, of: [2], tiles: 250, shown: true })],
    ['60000-items.heic', heic({ side: 120, rows: 2, of: four, tiles: 60_000 })],
  ]
}

function makeHeic(sample: Buffer, { side, tileSide = 64, rows, of, tiles, shown = false }: Grid): Buffer {
  const part = (name: keyof typeof parts) => sample.subarray(...parts[name])
  const ids = Array.from({ length: tiles }, (_, i) => i + 2)
  const size = (value: number) => box('ispe', whole(4, 0, value, value))
  const named = (id: number, kind: string) =>
    box('infe', whole(4, (2 << 24) | (id > 1 && !shown ? 1 : 0)), whole(2, id, 0), Buffer.from(`${kind}\0`, 'latin1'))
  const properties = box('ipco', part('hvcC'), size(tileSide), size(side), part('pixi'))
  const owned = [[1, 3, 4], ...ids.map((id) => [id, 1, 2, 4])].map(([id = 1, ...those]) =>
    Buffer.concat([whole(2, id), Buffer.from([those.length, ...those])]),
  )
  const meta = (offset: number) =>
    box(
      'meta',
      whole(4, 0),
      part('hdlr'),
      box('pitm', whole(4, 0), whole(2, 1)),
      box(
        'iloc',
        whole(4, 1 << 24),
        Buffer.from([0x44, 0]),
        whole(2, tiles + 1),
        ...[1, ...ids].map((id) =>
          Buffer.concat([whole(2, id, 0, 0, 1), id === 1 ? whole(4, offset, 8) : whole(4, offset + 8, 23)]),
        ),
      ),
      box('iinf', whole(4, 0), whole(2, tiles + 1), named(1, 'grid'), ...ids.map((id) => named(id, 'hvc1'))),
      box('iref', whole(4, 0), box('dimg', whole(2, 1, of.length, ...of))),
      box('iprp', properties, box('ipma', whole(4, 0, tiles + 1), ...owned)),
    )
  const start = part('ftyp').length + meta(0).length + 8
  const grid = Buffer.concat([Buffer.from([0, 0, rows - 1, rows - 1]), whole(2, side, side)])
  return Buffer.concat([part('ftyp'), meta(start), box('mdat', grid, part('tile'))])
}

/** Whole numbers of `width` bytes, the first byte first. */
function whole(width: 2 | 4, ...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * width)
  for (const [i, value] of values.entries()) bytes.writeUIntBE(value, i * width, width)
  return bytes
}
