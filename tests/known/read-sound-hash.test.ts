import { describe, expect, test } from 'vitest'
import { packFingerprint } from '@/lib/engine/sound/packed-fingerprint'
import { readList } from '@/lib/known/read-list'
import { readSoundHash } from '@/lib/known/read-sound-hash'
import vectors from '../engine/sound/packed-vectors.json'
import { madeUp } from '../support/known-sounds'

const [speech, , , recorded] = vectors.files
const { packed, raw } = recorded!

describe('a fingerprint', () => {
  test('as fpcalc prints it, packed, raw, signed, or with its name before it, is the same one', () => {
    const read = readSoundHash(packed)
    expect(read).toEqual({ hash: packed, seconds: expect.closeTo(15.8, 1) })
    const signed = raw
      .split(',')
      .map((value) => Number(value) | 0)
      .join(',')
    expect(signed).toContain('-')
    for (const said of [raw, raw.replaceAll(',', ', '), signed, `FINGERPRINT=${packed}`, `FINGERPRINT=${raw}`]) {
      expect(readSoundHash(said)).toEqual(read)
    }
  })

  test.each([
    [speech!.packed, 'of less than 5 seconds of sound'],
    [speech!.raw, 'of less than 5 seconds of sound'],
    ['7', 'of less than 5 seconds of sound'],
    [packFingerprint(Array(300).fill(627_964_279)), 'of silence or a held tone'],
    [packFingerprint(madeUp(1, 29_100)), 'of more than an hour of sound'],
    [madeUp(1, 29_100).join(), 'of more than an hour of sound'],
    ['Af___w', 'of more than an hour of sound'],
    [vectors.algorithms[0]!, 'algorithm 1; only those of algorithm 2'],
    [vectors.algorithms[4]!, 'algorithm 5; only those of algorithm 2'],
    [packed.slice(0, -20), 'broken off, or was changed'],
    [`${packed.slice(0, 99)}!${packed.slice(99)}`, 'broken off, or was changed'],
    ['ab'.repeat(32), 'broken off, or was changed'],
    [`${raw},4294967296`, '“4294967296” is no value of a fingerprint'],
    [`${raw},-2147483649`, '“-2147483649” is no value of a fingerprint'],
    [`${raw},12.5`, '“12.5” is no value of a fingerprint'],
  ])('%.20s… is refused, and why', (said, why) => {
    expect(readSoundHash(said)).toContain(why)
  })
})

describe('in a list', () => {
  test('CSV: packed as it is, raw in quotes; the same sound counts once, and its case stays', () => {
    const text = `hash,kind,what,label\n${packed},chromaprint,fake,A call\n"${raw}",HASH_CHROMAPRINT,fake,The same`
    const { entries, repeated, faults } = readList(text, 'noted')
    expect(faults).toEqual([])
    expect(repeated).toBe(1)
    expect(entries).toMatchObject([{ kind: 'chromaprint', hash: packed, what: 'fake', label: 'A call' }])
  })

  test('JSON: as text or a list of numbers, by any name of the kind, and as fpcalc -json prints it', () => {
    const values = raw.split(',').map(Number)
    for (const item of [
      { indicator: packed, type: 'AUDIO_CHROMAPRINT' },
      { hash: values, kind: 'chromaprint' },
      { duration: 18.1, fingerprint: packed },
      { duration: 18.1, fingerprint: values },
    ]) {
      expect(readList(JSON.stringify([item]), 'fake')).toMatchObject({
        faults: [],
        entries: [{ kind: 'chromaprint', hash: packed }],
      })
    }
  })

  test('a row that cannot be read is named; one without its kind is told which', () => {
    const text = `hash,kind\n${packed},chromaprint\n${speech!.packed},chromaprint\n${packed},\n"${raw}",sha256`
    const kind = 'Its hash is not 64 hex digits. It looks like a fingerprint of sound, whose kind is chromaprint.'
    expect(readList(text, 'fake').faults).toEqual([
      { row: 3, says: expect.stringContaining('too little to be known again by') },
      { row: 4, says: kind },
      { row: 5, says: kind },
    ])
  })
})
