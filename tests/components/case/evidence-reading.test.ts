import { expect, test } from 'vitest'
import { countFamilies, evidenceReading } from '@/components/case/evidence-reading'

type Piece = Parameters<typeof evidenceReading>[0][number]
const piece = (status: Piece['status'], points: Piece['points'] = 'context', family: Piece['family'] = 'edit') => ({
  ...{ status, points, family },
})

test('what was found, by where it points, and what was not', () => {
  const evidence = [
    piece('hit', 'synthetic'),
    piece('hit', 'synthetic'),
    piece('hit'),
    piece('clear'),
    piece('failed'),
    piece('not_applicable'),
    piece('not_checked'),
    piece('not_checked'),
  ]
  expect(evidenceReading(evidence)).toBe(
    '3 of 5 checks found something: 2 to synthetic, 1 to neither. 1 found nothing, 1 failed, 2 were not made.',
  )
})

test('dissent is said first', () => {
  expect(evidenceReading([piece('hit', 'authentic'), piece('hit', 'manipulated')])).toBe(
    'They do not agree; look at both sides. 2 of 2 checks found something: 1 to manipulated, 1 to authentic.',
  )
})

test('nothing found, and nothing there', () => {
  expect(evidenceReading([piece('clear'), piece('clear')])).toBe('None of 2 checks found anything.')
  expect(evidenceReading([piece('clear')])).toBe('The one check found nothing.')
  expect(evidenceReading([piece('not_checked')])).toBe('1 was not made.')
  expect(evidenceReading([])).toBe('')
})

test('by kind of check', () => {
  const evidence = [piece('hit', 'synthetic', 'metadata'), piece('clear'), piece('clear')]
  expect(countFamilies(evidence)).toEqual([
    { family: 'metadata', counts: { hit: 1, clear: 0, not_applicable: 0, not_checked: 0, failed: 0 } },
    { family: 'edit', counts: { hit: 0, clear: 2, not_applicable: 0, not_checked: 0, failed: 0 } },
  ])
})
