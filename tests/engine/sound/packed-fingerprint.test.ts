import { describe, expect, test } from 'vitest'
import { packFingerprint, unpackFingerprint } from '@/lib/engine/sound/packed-fingerprint'
import fingerprints from './fingerprint-vectors.json'
import packed from './packed-vectors.json'

const numbers = (raw: string) => raw.split(',').map(Number)

describe('what fpcalc prints', () => {
  test.each(packed.files)('of $name says the values that it prints raw, and is written the same', (vector) => {
    const read = unpackFingerprint(vector.packed)
    const values = numbers(vector.raw)
    expect(read).toMatchObject({ algorithm: 2, length: values.length })
    expect(read?.values()).toEqual(values)
    expect(packFingerprint(values)).toBe(vector.packed)
  })

  test('is what our own reader hears', () => {
    const melody = packed.files.find(({ name }) => name === 'melody')
    expect(unpackFingerprint(melody?.packed ?? '')?.values()).toEqual(fingerprints.melody)
  })

  test.each(packed.algorithms.map((text, at) => [at + 1, text] as const))('names algorithm %i', (algorithm, text) => {
    expect(unpackFingerprint(text)?.algorithm).toBe(algorithm)
    expect(unpackFingerprint(text)?.values()).not.toBeNull()
  })
})

test('any values come back: no bit, every bit, the highest alone, and none at all', () => {
  for (const values of [[], [0], [0xffffffff, 0, 0x80000000, 0x80000000, 1, 0x80000001, 0x01010101]]) {
    expect(unpackFingerprint(packFingerprint(values))?.values()).toEqual(values)
  }
})

test('other base64 is read too: with the signs of plain base64, and with what fills its end', () => {
  const values = numbers(packed.files.find(({ packed: text }) => /[-_]/.test(text))?.raw ?? '')
  const text = packFingerprint(values)
  expect(text).toMatch(/[-_]/)
  const plain = Buffer.from(text, 'base64url').toString('base64')
  expect(unpackFingerprint(plain)?.values()).toEqual(values)
})

test('what is broken off, goes on, or is none is not read', () => {
  const { packed: text = '' } = packed.files.find(({ name }) => name === 'melody') ?? {}
  expect(unpackFingerprint(text.slice(0, -8))?.values()).toBeNull()
  expect(unpackFingerprint(text.slice(0, 40))?.values()).toBeNull()
  expect(unpackFingerprint(`${text}AAAA`)?.values()).toBeNull()
  expect(unpackFingerprint(`${text.slice(0, 100)}#${text.slice(101)}`)).toBeNull()
  expect(unpackFingerprint('AQ')).toBeNull()
  expect(unpackFingerprint('')).toBeNull()
  // A count of sixteen million, and nothing behind it.
  expect(unpackFingerprint('Af___w')).toMatchObject({ length: 2 ** 24 - 1 })
  expect(unpackFingerprint('Af___w')?.values()).toBeNull()
  // Bits beyond the thirty-second: seven and thirty more, twice.
  const beyond = Buffer.from([1, 0, 0, 1, 0b00111111, 0, 0b11011110, 0b11])
  expect(unpackFingerprint(beyond.toString('base64url'))?.values()).toBeNull()
})
