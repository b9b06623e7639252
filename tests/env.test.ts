import path from 'node:path'
import { expect, test } from 'vitest'
import { readSettings } from '@/lib/env'

test('MODELS_FILE is absolute for the process of an analysis, which starts elsewhere; an empty one is none', () => {
  const given = (file: string) => readSettings({ NODE_ENV: 'test', MODELS_FILE: file }).MODELS_FILE
  expect(given('models/models.json')).toBe(path.resolve('models/models.json'))
  expect(given('/etc/docket/models.json')).toBe('/etc/docket/models.json')
  expect(given('')).toBeUndefined()
})

test.each([
  ['0.05', 0.05],
  ['0.5', 0.5],
  ['1e-3', 0.001],
  ['', undefined],
])('BASE_RATE=%s is %s', (given, read) => {
  expect(readSettings({ NODE_ENV: 'test', BASE_RATE: given }).BASE_RATE).toBe(read)
})

test.each(['0', '1', '-0.1', '5', '5%', '0,05', ' ', 'Infinity'])(
  'BASE_RATE=%s is refused, with what it has to be',
  (given) => {
    expect(() => readSettings({ NODE_ENV: 'test', BASE_RATE: given })).toThrow(
      'BASE_RATE: is the share of fakes among what is handed in, above 0 and below 1: 0.05',
    )
  },
)
