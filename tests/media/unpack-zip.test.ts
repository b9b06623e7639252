import '../support/data-folder'
import crypto from 'node:crypto'
import fs from 'node:fs'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import zlib from 'node:zlib'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { DocketError } from '@/lib/errors'
import { incomingFolder } from '@/lib/media/folders'
import { type Unpacked, unpackZip } from '@/lib/media/unpack-zip'
import { mediaFiles } from '../support/data-folder'
import { jpeg, png, wav } from '../support/media-bytes'
import { expectRefusal } from '../support/refusals'
import { type MadeEntry, makeZip, zip64Extra, zip64Locator } from '../support/zip'

const limits = { maxFiles: 50, maxBytes: 500 * 1024 * 1024 }
const unhandled: unknown[] = []
let picture: Buffer

beforeAll(async () => {
  process.on('unhandledRejection', (error) => unhandled.push(error))
  picture = await png()
})
afterEach(() => {
  expect(unhandled).toEqual([])
})

/** Unpacks, and asserts that nothing but the files it answers lies in the media folder afterwards. */
async function unpack(bytes: Buffer, within = limits): Promise<Unpacked> {
  const path = `${await incomingFolder()}/${crypto.randomUUID()}`
  fs.writeFileSync(path, bytes)
  let files: string[] = []
  try {
    const unpacked = await unpackZip(
      { path, filename: 'evidence.zip', sizeBytes: bytes.length, sha256: '', sealedWith: null },
      within,
    )
    files = unpacked.files.map((file) => file.path)
    return unpacked
  } finally {
    fs.rmSync(path)
    expect(mediaFiles().length).toBe(files.length)
  }
}

async function contents(bytes: Buffer, within = limits) {
  const { files, skipped } = await unpack(bytes, within)
  const found = files.map((file) => [file.filename, fs.readFileSync(file.path)] as const)
  for (const { path } of files) fs.rmSync(path)
  return { names: found.map(([name]) => name), bytes: found.map(([, bytes]) => bytes), skipped }
}

const refused = (bytes: Buffer, code: 'bad_request' | 'too_large', says: RegExp, within = limits) =>
  expectRefusal(unpack(bytes, within), code, says)

test('media from any depth comes out flat, and equal names are both kept', async () => {
  const other = await jpeg()
  const sound = wav(300_000)
  const { names, bytes, skipped } = await contents(
    makeZip([
      { name: 'a/' },
      { name: 'a/b/' },
      { name: 'a/b/face.png', data: picture, method: 8 },
      { name: 'c/face.png', data: picture },
      { name: 'c\\d\\windows.jpg', data: other },
      { name: 'voice.WAV', data: sound, method: 8 },
    ]),
  )
  expect(names).toEqual(['face.png', 'face.png', 'windows.jpg', 'voice.WAV'])
  expect(bytes.map((one) => one.length)).toEqual([picture.length, picture.length, other.length, sound.length])
  expect(bytes[3]!.equals(sound)).toBe(true)
  expect(skipped).toBe(0)
})

test('what it finds is hashed and identified like an upload', async () => {
  const { files } = await unpack(makeZip([{ name: 'a.png', data: picture, method: 8 }]))
  expect(files[0]).toMatchObject({
    mediaType: 'image',
    contentType: 'image/png',
    sizeBytes: picture.length,
    sha256: crypto.createHash('sha256').update(picture).digest('hex'),
  })
  fs.rmSync(files[0]!.path)
})

test('an archive as a packer streams it, with and without ZIP64', async () => {
  for (const forceZip64Format of [false, true]) {
    const zip = new ZipFile()
    zip.addEmptyDirectory('photos')
    zip.addReadStream(Readable.from([picture]), 'photos/Größe.png', { forceZip64Format })
    zip.addBuffer(picture, 'photos/plain.png', { compress: false, forceZip64Format })
    zip.end({ forceZip64Format })
    const { names } = await contents(await buffer(zip.outputStream))
    expect(names).toEqual(['Größe.png', 'plain.png'])
  }
})

test('hidden files, other kinds of file and archives inside are passed over', async () => {
  const inner = makeZip([{ name: 'b.png', data: picture }])
  const { names, skipped } = await contents(
    makeZip([
      { name: '__MACOSX/a.png', data: picture },
      { name: 'x/__MACOSX/._a.png', data: picture },
      { name: '._a.png', data: picture },
      { name: '.hidden/a.png', data: picture },
      { name: 'notes.txt', data: Buffer.from('hello') },
      { name: 'inner.zip', data: inner },
      { name: 'old.wmv', data: picture },
      { name: 'README', data: Buffer.from('hello') },
      { name: 'a.png', data: picture },
    ]),
  )
  expect(names).toEqual(['a.png'])
  expect(skipped).toBe(4)
})

test('a file that is not the medium its name says does not lose the others', async () => {
  const polyglot = Buffer.concat([picture, Buffer.alloc(100_000), makeZip([{ name: 'a', data: picture }])])
  const { names, skipped } = await contents(
    makeZip([
      { name: 'text.png', data: Buffer.from('hello'), method: 8 },
      { name: 'zip.png', data: makeZip([{ name: 'b.png', data: picture }]) },
      { name: 'sound.png', data: wav(1_000_000), method: 8 },
      { name: 'empty.png' },
      { name: 'two.png', data: polyglot },
      { name: 'a.png', data: picture },
    ]),
  )
  expect(names).toEqual(['a.png'])
  expect(skipped).toBe(5)
})

test('paths that lead elsewhere are names like any other', async () => {
  const names = ['../../etc/up.png', '/abs.png', 'C:\\windows\\drive.png', 'a/../b.png', '..\\..\\back.png']
  const made = names.map((name) => ({ name, data: picture }))
  expect((await contents(makeZip([...made, { name: 'gpj\u202egnp.png', data: picture }]))).names).toEqual([
    'up.png',
    'abs.png',
    'drive.png',
    'b.png',
    'back.png',
    'gpjgnp.png',
  ])
})

test('names: UTF-8 without its mark as macOS writes it, CP437 otherwise', async () => {
  const { names } = await contents(
    makeZip([
      { name: Buffer.from('Cafe\u0301.png'), data: picture, flags: 0 },
      { name: Buffer.from([0x81, ...Buffer.from('ber.png')]), data: picture, flags: 0 },
    ]),
  )
  expect(names).toEqual(['Café.png', 'über.png'])
})

test('no media inside', async () => {
  await refused(makeZip([{ name: 'notes.txt', data: Buffer.from('hello') }]), 'bad_request', /no media.*png/)
  await refused(makeZip([]), 'bad_request', /“evidence.zip” holds no media/)
  await refused(
    makeZip([{ name: 'quine.zip', data: makeZip([{ name: 'a.png', data: picture }]) }]),
    'bad_request',
    /archives inside it are not opened/,
  )
})

test('fifty media files, and not one more', async () => {
  const entries = (count: number): MadeEntry[] => [
    ...Array.from({ length: count }, (_, index) => ({ name: `${index}.png`, data: picture })),
    { name: 'fake.png', data: Buffer.from('no picture') },
    { name: 'notes.txt' },
  ]
  expect(await contents(makeZip(entries(50)))).toMatchObject({ names: { length: 50 }, skipped: 2 })
  await refused(makeZip(entries(51)), 'too_large', /more than 50 media files/)
})

test('too many entries', async () => {
  const many = Array.from({ length: 10_000 }, (_, index) => ({ name: `${index}.txt` }))
  await refused(makeZip([...many, { name: 'a.png', data: picture }]), 'too_large', /more than 10,000 files/)
  // As many as are allowed are read through.
  await refused(makeZip(many), 'bad_request', /no media/)
})

test('encrypted media', async () => {
  const text = { name: 'secret.txt', data: Buffer.from('hello'), flags: 0x801, packedBytes: 17 }
  const packed = Buffer.concat([Buffer.alloc(12), picture])
  const secret = { name: 'a.png', data: picture, packed, flags: 0x801 }
  await refused(makeZip([secret]), 'bad_request', /password/)
  await refused(makeZip([{ ...secret, flags: 0x841 }]), 'bad_request', /password/)
  const mixed = [
    { ...text, packed: Buffer.alloc(17) },
    { name: 'a.png', data: picture },
  ]
  expect((await contents(makeZip(mixed))).skipped).toBe(1)
})

test('media packed by a method that is not read', async () => {
  await refused(makeZip([{ name: 'a.png', data: picture, method: 93 }]), 'bad_request', /“a.png” compressed.*Deflate/)
})

test('more than the limit, and a directory that says less than comes out', async () => {
  const two = [
    { name: 'a.wav', data: wav(600_000) },
    { name: 'b.wav', data: wav(600_000), method: 8 },
  ]
  const within = { maxFiles: 50, maxBytes: 1024 * 1024 }
  await refused(makeZip(two), 'too_large', /more than 1 MB of media/, within)
  await refused(makeZip([two[0]!, { ...two[1]!, bytes: 100 }]), 'bad_request', /damaged/, within)
  expect((await contents(makeZip(two))).names).toEqual(['a.wav', 'b.wav'])
})

test('a bomb: half a gigabyte of silence in half a megabyte', async () => {
  const bytes = 400 * 1024 * 1024
  const packed = await deflateSilence(bytes)
  const silence = { name: 'a.wav', packed, method: 8, bytes: bytes + 44 }
  const before = process.memoryUsage.rss()
  await refused(makeZip([{ name: 'a.png', data: picture }, silence]), 'too_large', /more than 100 times its size/)
  expect(process.memoryUsage.rss() - before).toBeLessThan(150 * 1024 * 1024)
  await refused(makeZip([{ ...silence, bytes: 600 * 1024 * 1024 }]), 'too_large', /500 MB/)
})

test('a bomb whose entries share their bytes', async () => {
  const first = { name: 'a.png', data: picture }
  const again = Array.from({ length: 49 }, (_, index) => ({ name: `${index}.png`, data: picture, at: 0 }))
  await refused(makeZip([first, ...again]), 'bad_request', /share their bytes/)
  // Quoted: the second's header lies inside the first's data.
  const inner = makeZip([{ name: 'b.png', data: picture }])
  const outer = { name: 'a.txt', data: inner }
  await refused(makeZip([outer, { name: 'b.png', data: picture, at: 35 }]), 'bad_request', /share their bytes/)
})

test('an archive that contradicts itself', async () => {
  const honest = { name: 'a.png', data: picture, method: 8 }
  await refused(makeZip([{ ...honest, crc32: 1 }]), 'bad_request', /damaged/)
  await refused(makeZip([{ ...honest, bytes: picture.length + 1 }]), 'bad_request', /damaged/)
  await refused(makeZip([{ ...honest, bytes: 10 }]), 'bad_request', /damaged/)
  await refused(makeZip([{ ...honest, packedBytes: 1e6 }]), 'bad_request', /damaged/)
  await refused(makeZip([{ ...honest, at: 7 }]), 'bad_request', /damaged/)
  await refused(makeZip([honest], { entries: 2 }), 'bad_request', /damaged/)
  await refused(makeZip([honest], { directoryAt: 3 }), 'bad_request', /damaged/)
  await refused(makeZip([{ name: 'a.png', packed: Buffer.alloc(500, 7), method: 8 }]), 'bad_request', /damaged/)
  await refused(makeZip([honest, { name: 'b.txt', at: 4_000_000_000 }]), 'bad_request', /damaged/)
})

test('an archive that is cut off, or none', async () => {
  const whole = makeZip([{ name: 'a.png', data: picture }])
  for (const length of [0, 4, 30, whole.length - 60, whole.length - 1])
    await refused(whole.subarray(0, length), 'bad_request', /damaged/)
  await refused(Buffer.concat([whole, Buffer.from('x')]), 'bad_request', /damaged/)
  await refused(picture, 'bad_request', /damaged/)
})

test('ZIP64 records that point anywhere', async () => {
  for (const far of [2n ** 40n, 2n ** 53n, 2n ** 60n, 2n ** 64n - 1n]) {
    const lie = { name: 'a.png', data: picture, bytes: 0xffffffff, packedBytes: 0xffffffff }
    await refused(makeZip([{ ...lie, extra: zip64Extra(far, far) }]), 'bad_request', /damaged/)
    const away = { name: 'a.png', data: picture, at: 0xffffffff, extra: zip64Extra(far) }
    await refused(makeZip([away]), 'bad_request', /damaged/)
    const whole = [{ name: 'a.png', data: picture }]
    await refused(makeZip(whole, { between: zip64Locator(far) }), 'bad_request', /damaged/)
    const record = Buffer.alloc(56)
    record.writeUInt32LE(0x06064b50, 0)
    record.writeBigUInt64LE(1n, 32)
    record.writeBigUInt64LE(far, 48)
    const at = makeZip(whole).length - 22
    const between = Buffer.concat([record, zip64Locator(BigInt(at))])
    await refused(makeZip(whole, { between }), 'bad_request', /damaged/)
    record.writeBigUInt64LE(far, 32)
    await refused(makeZip(whole, { between: Buffer.concat([record, zip64Locator(BigInt(at))]) }), 'too_large', /10,000/)
  }
})

test('whatever bytes are flipped, it is unpacked or refused, and nothing stays', async () => {
  const whole = makeZip([
    { name: 'x/a.png', data: picture, method: 8, extra: zip64Extra(1n) },
    { name: 'b.txt', data: Buffer.from('hello'), method: 8 },
    { name: 'c.wav', data: wav(500) },
  ])
  for (let at = 0; at < whole.length * 2; at++) {
    const bytes = Buffer.from(whole)
    bytes[at % whole.length] = at < whole.length ? 0xff : (bytes[at % whole.length]! ^ (1 << (at % 8))) & 0xff
    const answer = await contents(bytes).catch((error: unknown) => error)
    if (answer instanceof Error) expect(answer, `byte ${at}`).toBeInstanceOf(DocketError)
  }
})

/** The deflated form of a WAV file with this many bytes of silence, made without holding them. */
async function deflateSilence(bytes: number): Promise<Buffer> {
  const piece = Buffer.alloc(1024 * 1024)
  function* sound() {
    yield wav(0)
    for (let made = 0; made < bytes; made += piece.length) yield piece
  }
  return buffer(Readable.from(sound()).pipe(zlib.createDeflateRaw({ level: 1 })))
}
