/** A number generator that gives the same for the same seed (mulberry32): `below(n)` is 0 to n - 1. */
export function seeded(seed: number): (n: number) => number {
  let state = (seed * 0x9e3779b1) >>> 0
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * n)
  }
}

/** Damages a file. `other` is a whole file of another format. */
type Mutation = (bytes: Buffer, below: (n: number) => number, other: Buffer) => Buffer

/** Where headers and indexes lie: at the front, or, as often with MP4, at the back. */
function nearHeader(length: number, below: (n: number) => number): number {
  const reach = Math.min(length, 700)
  return below(4) === 0 ? length - 1 - below(reach) : below(reach)
}

const extremes = [0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe, 0x00ffffff, 0x10000]

export const mutations: Record<string, Mutation> = {
  'flipped bits': (bytes, below) => {
    for (let n = 1 + below(12); n > 0; n -= 1) bytes[below(bytes.length)]! ^= 1 << below(8)
    return bytes
  },
  'flipped bits in its headers': (bytes, below) => {
    for (let n = 1 + below(8); n > 0; n -= 1) bytes[nearHeader(bytes.length, below)]! ^= 1 << below(8)
    return bytes
  },
  'noise all over': (bytes, below) => {
    for (let n = bytes.length / 50; n > 0; n -= 1) bytes[32 + below(bytes.length - 32)] = below(256)
    return bytes
  },
  'cut off': (bytes, below) => bytes.subarray(0, 1 + below(bytes.length - 1)),
  'cut off in its headers': (bytes, below) => bytes.subarray(0, below(Math.min(600, bytes.length))),
  'its beginning gone': (bytes, below) => bytes.subarray(1 + below(200)),
  'huge numbers in its headers': (bytes, below) => {
    for (let n = 1 + below(4); n > 0; n -= 1) {
      const at = Math.max(8, Math.min(bytes.length - 4, nearHeader(bytes.length, below) & ~3))
      const value = extremes[below(extremes.length)] ?? 0
      if (below(2) === 0) bytes.writeUInt32BE(value, at)
      else bytes.writeUInt32LE(value, at)
    }
    return bytes
  },
  'a piece repeated': (bytes, below) => {
    const from = nearHeader(bytes.length, below)
    const piece = bytes.subarray(from, from + 8 + below(400))
    const times = 1 + below(500)
    return Buffer.concat([bytes.subarray(0, from), ...Array.from({ length: times }, () => piece), bytes.subarray(from)])
  },
  'a piece missing': (bytes, below) => {
    const from = below(bytes.length)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + 1 + below(5000))])
  },
  'a piece of zeros': (bytes, below) => {
    const from = nearHeader(bytes.length, below)
    return bytes.fill(0, from, Math.min(bytes.length, from + 4 + below(3000)))
  },
  'the head of one format on the body of another': (bytes, below, other) =>
    Buffer.concat([bytes.subarray(0, 16 + below(2000)), other.subarray(below(500))]),
  'another file behind it': (bytes, _, other) => Buffer.concat([bytes, other]),
}
