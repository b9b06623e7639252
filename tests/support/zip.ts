import zlib from 'node:zlib'

/** An entry of a hand-made archive: whatever is not said is what an honest packer writes. */
export interface MadeEntry {
  name: string | Buffer
  data?: Buffer
  /** 0 stored, 8 deflated; another is packed like 0. */
  method?: number
  flags?: number
  crc32?: number
  /** What the directory says comes out, and how much of it is packed. */
  bytes?: number
  packedBytes?: number
  /** Where the directory says its local header lies. */
  at?: number
  extra?: Buffer
  /** The packed bytes themselves, given instead of data. */
  packed?: Buffer
}

/** What the end of the directory says. */
interface End {
  entries?: number
  directoryAt?: number
  /** Bytes between the directory and its end record. */
  between?: Buffer
}

/** A ZIP archive, byte by byte (APPNOTE 6.3.10). */
export function makeZip(entries: MadeEntry[], end: End = {}): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const entry of entries) {
    const made = complete(entry)
    const local = Buffer.concat([localHeader(made), made.name, made.extra, made.packed])
    central.push(Buffer.concat([centralHeader(made, entry.at ?? at), made.name, made.extra]))
    // One that claims another's bytes brings none of its own.
    if (entry.at !== undefined) continue
    locals.push(local)
    at += local.length
  }
  const directory = Buffer.concat(central)
  const record = Buffer.alloc(22)
  record.writeUInt32LE(0x06054b50, 0)
  record.writeUInt16LE(end.entries ?? entries.length, 8)
  record.writeUInt16LE(end.entries ?? entries.length, 10)
  record.writeUInt32LE(directory.length, 12)
  record.writeUInt32LE(end.directoryAt ?? at, 16)
  return Buffer.concat([...locals, directory, end.between ?? Buffer.alloc(0), record])
}

/** A ZIP64 extra field with these 64-bit numbers. */
export function zip64Extra(...numbers: bigint[]): Buffer {
  const extra = Buffer.alloc(4 + numbers.length * 8)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(numbers.length * 8, 2)
  numbers.forEach((number, index) => {
    extra.writeBigUInt64LE(number, 4 + index * 8)
  })
  return extra
}

/** The locator of a ZIP64 end record that lies at `at`. */
export function zip64Locator(at: bigint): Buffer {
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(at, 8)
  return locator
}

type Complete = Required<Omit<MadeEntry, 'at' | 'name'>> & { name: Buffer }

function complete({ data = Buffer.alloc(0), method = 0, ...given }: MadeEntry): Complete {
  const packed = given.packed ?? (method === 8 ? zlib.deflateRawSync(data) : data)
  return {
    flags: 0x800,
    crc32: zlib.crc32(data),
    bytes: data.length,
    packedBytes: packed.length,
    extra: Buffer.alloc(0),
    ...given,
    name: Buffer.from(given.name as string),
    data,
    method,
    packed,
  }
}

function localHeader({ flags, method, crc32, packedBytes, bytes, name, extra }: Complete): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(flags, 6)
  header.writeUInt16LE(method, 8)
  header.writeUInt32LE(crc32, 14)
  header.writeUInt32LE(packedBytes, 18)
  header.writeUInt32LE(bytes, 22)
  header.writeUInt16LE(name.length, 26)
  header.writeUInt16LE(extra.length, 28)
  return header
}

function centralHeader({ flags, method, crc32, packedBytes, bytes, name, extra }: Complete, at: number): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(20, 6)
  header.writeUInt16LE(flags, 8)
  header.writeUInt16LE(method, 10)
  header.writeUInt32LE(crc32, 16)
  header.writeUInt32LE(packedBytes, 20)
  header.writeUInt32LE(bytes, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt16LE(extra.length, 30)
  header.writeUInt32LE(at, 42)
  return header
}
