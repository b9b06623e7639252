import '../support/data-folder'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const routes = fs.globSync('app/api/v2/**/route.ts')

/** Next answers a method that a route does not export by itself, without key, count, log and sentence. */
test.each(routes)('%s answers every method itself', async (file) => {
  const exported = Object.keys(await import(path.resolve(file)))
  expect(exported).toEqual(expect.arrayContaining(['DELETE', 'GET', 'PATCH', 'POST', 'PUT']))
})

test('there are routes', () => expect(routes.length).toBeGreaterThan(3))
