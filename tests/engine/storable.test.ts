import { expect, test } from 'vitest'
import { readMessage } from '@/lib/engine/analysis-message'
import { storable } from '@/lib/engine/storable'
import { analysis } from '../support/rows'

test('NUL and halves of characters go, in values, keys and lists; everything else stays', () => {
  const half = '😀'.slice(0, 1)
  expect(storable({ 'a\0b': [`x\0${half}`, 1, null, true, { deep: 'é😀' }] })).toEqual({
    ab: ['x\ufffd', 1, null, true, { deep: 'é😀' }],
  })
  const kept = { when: new Date(0), map: new Map([[1, 'a']]) }
  expect(storable(kept)).toEqual(kept)
})

test('what a child says of hostile media can be stored', () => {
  const given = analysis()
  given.evidence[0]!.facts = { software: 'Adobe \0 Photoshop', 'na\0me': '😀'.slice(1) }
  given.c2pa.manifests = { m: { claim_generator: 'x\0y' } }
  const read = readMessage(JSON.stringify({ kind: 'done', analysis: given }), '/tmp/work')
  expect(JSON.stringify(read)).not.toMatch(/\\u0000|\\ud83d|\\ude00/)
  expect(read).toMatchObject({ kind: 'done', analysis: { evidence: [{ facts: { software: 'Adobe  Photoshop' } }] } })
})
