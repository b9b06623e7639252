/**
 * Makes tests/engine/formats/tiles.heic: four HEVC pictures of one colour each, 64 × 64, that a grid puts together to one of
 * 120 × 100, as phones store their photographs. Needs ffmpeg with libx265. ISO/IEC 23008-12, 6.6.2.3 (grid).
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const [width, height, side] = [120, 100, 64]
const colours = ['0xff0000', '0x00ff00', '0x0000ff', '0xffff00']

const u16 = (...values: number[]) => Buffer.concat(values.map((value) => Buffer.from([value >> 8, value & 255])))
const u32 = (...values: number[]) =>
  Buffer.concat(values.map((value) => u16(Math.floor(value / 65_536), value & 65_535)))
const text = (value: string) => Buffer.from(value, 'latin1')
const box = (type: string, ...parts: Buffer[]) => {
  const content = Buffer.concat(parts)
  return Buffer.concat([u32(8 + content.length), text(type), content])
}
const full = (type: string, version: number, flags: number, ...parts: Buffer[]) =>
  box(type, u32(version * 16_777_216 + flags), ...parts)

const folder = mkdtempSync(path.join(tmpdir(), 'heic-'))
const film = path.join(folder, 'tile.mp4')
const tiles = colours.map((colour) => {
  const source = ['-f', 'lavfi', '-i', `color=${colour}:s=${side}x${side}:d=0.04:r=25`, '-frames:v', '1']
  const coding = ['-c:v', 'libx265', '-x265-params', 'log-level=none:info=0', '-pix_fmt', 'yuv420p', '-tag:v', 'hvc1']
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...source, ...coding, '-fflags', '+bitexact', film])
  const bytes = readFileSync(film)
  const find = (type: string) => {
    const at = bytes.indexOf(type) - 4
    return bytes.subarray(at, at + bytes.readUInt32BE(at))
  }
  return { settings: find('hvcC'), coded: find('mdat').subarray(8) }
})
rmSync(folder, { recursive: true })
const [settings] = tiles.map((tile) => tile.settings)
if (!settings || tiles.some((tile) => !tile.settings.equals(settings)))
  throw new Error('The tiles are coded differently.')

/** Two rows of two. */
const grid = Buffer.concat([Buffer.from([0, 0, 1, 1]), u16(width, height)])
const items = [grid, ...tiles.map(({ coded }) => coded)]
const entry = (id: number, type: string, flags: number) =>
  full('infe', 2, flags, u16(id, 0), text(type), Buffer.alloc(1))
const size = (w: number, h: number) => full('ispe', 0, 0, u32(w, h))
const properties = box(
  'ipco',
  settings,
  size(side, side),
  size(width, height),
  full('pixi', 0, 0, Buffer.from([3, 8, 8, 8])),
)
const owned = items.map((_, index) => Buffer.from([0, index + 1, ...(index === 0 ? [2, 3, 4] : [3, 0x81, 2, 4])]))

function meta(offsets: number[]): Buffer {
  const places = items.map((item, index) =>
    Buffer.concat([u16(index + 1, 0, 0, 1), u32(offsets[index] ?? 0, item.length)]),
  )
  return full(
    'meta',
    0,
    0,
    full('hdlr', 0, 0, u32(0), text('pict'), Buffer.alloc(13)),
    full('pitm', 0, 0, u16(1)),
    full('iloc', 1, 0, Buffer.from([0x44, 0]), u16(items.length), ...places),
    full('iinf', 0, 0, u16(items.length), entry(1, 'grid', 0), ...tiles.map((_, index) => entry(index + 2, 'hvc1', 1))),
    full('iref', 0, 0, box('dimg', u16(1, tiles.length), u16(...tiles.map((_, index) => index + 2)))),
    box('iprp', properties, full('ipma', 0, 0, u32(items.length), ...owned)),
  )
}

const type = box('ftyp', text('heic'), u32(0), text('mif1heic'))
const start = type.length + meta([]).length + 8
const offsets = items.map((_, index) => start + items.slice(0, index).reduce((sum, item) => sum + item.length, 0))
const to = path.resolve(import.meta.dirname, '../tests/engine/formats/tiles.heic')
writeFileSync(to, Buffer.concat([type, meta(offsets), box('mdat', ...items)]))
