import { expect, test } from 'vitest'
import { codesLeftWords, groupedSecret, recoveryCodesFile } from '@/components/account/second-step-words'

test.each([
  [10, '10 recovery codes are left.', false],
  [4, '4 recovery codes are left.', false],
  [3, '3 recovery codes are left. Make new ones soon.', true],
  [1, '1 recovery code is left. Make new ones soon.', true],
  [0, 'No recovery code is left. Make new ones now.', true],
])('%d codes left', (left, says, few) => {
  expect(codesLeftWords(left)).toEqual({ says, few })
})

test('a secret is shown in groups of four', () => {
  expect(groupedSecret('ABCDEFGHIJ')).toBe('ABCD EFGH IJ')
})

test('the file of recovery codes says whose they are, where they work, and holds each on a line', () => {
  const file = recoveryCodesFile(['AAAA-1', 'BBBB-2'], { host: 'desk.example', email: 'ada@example.test' })
  expect(file).toContain('ada@example.test at desk.example')
  expect(file.split('\n')).toEqual(expect.arrayContaining(['AAAA-1', 'BBBB-2']))
  expect(file.endsWith('\n')).toBe(true)
})
