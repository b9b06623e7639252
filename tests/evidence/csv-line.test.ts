import { expect, test } from 'vitest'
import { csvLine } from '@/lib/evidence/csv-line'

test('values with commas, quotes and line breaks are quoted; null is empty', () => {
  expect(csvLine(['plain', 'a,b', 'say "no"', 'two\nlines', '', null, 0.5, false])).toBe(
    'plain,"a,b","say ""no""","two\nlines",,,0.5,false\r\n',
  )
})

test('lists are JSON', () => {
  expect(csvLine([['A', 'B'], []])).toBe('"[""A"",""B""]",[]\r\n')
})

test('what a spreadsheet would run is kept from being run; numbers are not touched', () => {
  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '＝1', '＋1', '－1', '＠SUM(A1)'])
    expect(csvLine([text])).toBe(`'${text}\r\n`)
  expect(csvLine(['\rx'])).toBe('"\'\rx"\r\n')
  expect(csvLine(['=HYPERLINK("http://x","y")'])).toBe(`"'=HYPERLINK(""http://x"",""y"")"\r\n`)
  expect(csvLine([-1])).toBe('-1\r\n')
})
