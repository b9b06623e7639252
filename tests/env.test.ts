import path from 'node:path'
import { expect, test } from 'vitest'
import { readSettings } from '@/lib/env'

test('MODELS_FILE is absolute for the process of an analysis, which starts elsewhere; an empty one is none', () => {
  const given = (file: string) => readSettings({ NODE_ENV: 'test', MODELS_FILE: file }).MODELS_FILE
  expect(given('models/models.json')).toBe(path.resolve('models/models.json'))
  expect(given('/etc/docket/models.json')).toBe('/etc/docket/models.json')
  expect(given('')).toBeUndefined()
})
