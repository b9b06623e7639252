import { expect, test } from 'vitest'
import { periodFaults } from '@/components/evidence/period-faults'
import { missingInList } from '@/components/known/list-form'
import { scoreFaults } from '@/components/queue/score-faults'

const formOf = (fields: Record<string, string | File>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

test('a period is two days that have come, the first first', () => {
  const faults = (from: string, to: string) => periodFaults(formOf({ from, to }), '2026-07-20')
  expect(faults('2026-07-01', '2026-07-20')).toEqual({})
  expect(faults('2026-07-20', '2026-07-20')).toEqual({})
  expect(faults('', '2026-07-20')).toEqual({ from: 'Give a day.' })
  expect(faults('2026-07-01', '2026-07-21')).toEqual({ to: expect.stringMatching(/still to come/) })
  expect(faults('2026-07-03', '2026-07-02')).toEqual({ to: expect.stringMatching(/Swap/) })
  expect(Object.keys(periodFaults(new FormData(), '2026-07-20'))).toEqual(['from', 'to'])
})

test('a bound of the score is a whole number of percent, or none', () => {
  const faults = (min: string) => scoreFaults(formOf({ min, max: '100' }), ['min', 'max'])
  for (const good of ['', '0', '7', '100', ' 50 ']) expect(faults(good)).toEqual({})
  for (const bad of ['101', '-1', '0.5', '1e1', 'x', '50 %'])
    expect(faults(bad)).toEqual({ min: expect.stringMatching(/0 to 100/) })
})

test('a list of known media has a name and a file', () => {
  const file = new File(['a,b'], 'list.csv')
  expect(missingInList(formOf({ name: 'Wire', file }))).toEqual({})
  // What browsers send where no file was chosen.
  expect(Object.keys(missingInList(formOf({ name: ' ', file: new File([], '') })))).toEqual(['name', 'file'])
})
