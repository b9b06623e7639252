/** What the first byte of a packed fingerprint says of algorithm 2, fpcalc's own; 0 is algorithm 1. */
const algorithm2 = 1
const headBytes = 4
/** Distances between set bits take three bits; from this one on, what is above it takes five more, behind all of the others. */
const longest = 7

/** A fingerprint as its text says it. */
export interface PackedFingerprint {
  /** As fpcalc counts them, from 1. */
  algorithm: number
  /** How many values it says it has; up to 2^24 - 1. */
  length: number
  /** Its values, unsigned 32-bit numbers; null where the text breaks off, goes on too long, or is not packed so. */
  values: () => number[] | null
}

/**
 * Reads a fingerprint as `fpcalc` prints it: base64, in it a byte for the algorithm, three for the count, and of each value the places
 * of the bits in which it differs from the one before. Null for what is no base64, or too short for that. Pure. After the source of
 * Chromaprint 1.5.1 (`fingerprint_decompressor.cpp`, Lalinský, MIT), written anew.
 */
export function unpackFingerprint(text: string): PackedFingerprint | null {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return null
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length < headBytes) return null
  const length = bytes.readUIntBE(1, 3)
  return { algorithm: bytes.readUInt8(0) + 1, length, values: () => readValues(bytes, length) }
}

function readValues(bytes: Buffer, length: number): number[] | null {
  const bits = (from: number, count: number) =>
    (((bytes[from >> 3] ?? 0) | ((bytes[(from >> 3) + 1] ?? 0) << 8)) >> (from & 7)) & ((1 << count) - 1)
  const end = bytes.length * 8
  const start = headBytes * 8
  let at = start
  let more = 0
  for (let ended = 0; ended < length; at += 3) {
    if (at + 3 > end) return null
    const step = bits(at, 3)
    if (step === 0) ended += 1
    else if (step === longest) more += 1
  }
  let rest = Math.ceil(at / 8) * 8
  if (Math.ceil((rest + 5 * more) / 8) !== bytes.length) return null
  const values: number[] = []
  let value = 0
  let bit = 0
  for (let from = start; from < at; from += 3) {
    let step = bits(from, 3)
    if (step === 0) {
      values.push(value >>> 0)
      bit = 0
      continue
    }
    if (step === longest) {
      step += bits(rest, 5)
      rest += 5
    }
    bit += step
    if (bit > 32) return null
    value ^= 1 << (bit - 1)
  }
  return values
}

/** The text that `fpcalc` prints of these values, algorithm 2. Pure. */
export function packFingerprint(values: number[]): string {
  const steps: number[] = []
  const more: number[] = []
  let before = 0
  for (const value of values) {
    let last = 0
    for (let bit = 1; bit <= 32; bit += 1) {
      if ((((value ^ before) >>> (bit - 1)) & 1) === 0) continue
      const step = bit - last
      steps.push(Math.min(step, longest))
      if (step >= longest) more.push(step - longest)
      last = bit
    }
    steps.push(0)
    before = value
  }
  const head = Buffer.alloc(headBytes)
  head.writeUInt8(algorithm2, 0)
  head.writeUIntBE(values.length, 1, 3)
  return Buffer.concat([head, packBits(steps, 3), packBits(more, 5)]).toString('base64url')
}

/** Numbers of so many bits each, the lowest bit first. */
function packBits(numbers: number[], width: number): Buffer {
  const bytes = Buffer.alloc(Math.ceil((numbers.length * width) / 8))
  for (const [index, number] of numbers.entries()) {
    const at = index * width
    const shifted = number << (at & 7)
    bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (shifted & 0xff)
    if (shifted > 0xff) bytes[(at >> 3) + 1] = shifted >> 8
  }
  return bytes
}
