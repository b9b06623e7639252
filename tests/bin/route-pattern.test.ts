import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
// @ts-expect-error -- plain JavaScript, for the web process.
import { routePatterns } from '../../bin/route-pattern.mjs'

test('an address is told as its route’s pattern, and never as itself', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'docket-routes-'))
  fs.mkdirSync(path.join(folder, '.next'))
  const manifest = {
    staticRoutes: [{ page: '/' }, { page: '/queue' }],
    dynamicRoutes: [{ page: '/cases/[number]', regex: '^/cases/([^/]+?)(?:/)?$' }],
  }
  fs.writeFileSync(path.join(folder, '.next/routes-manifest.json'), JSON.stringify(manifest))
  const patternOf = routePatterns(folder)
  fs.rmSync(folder, { recursive: true })
  expect(
    ['/', '/queue?query=jane', '/queue/', '/cases/12', '/_next/static/a.js', '/cases/12/jane', '/jane.png'].map(
      patternOf,
    ),
  ).toEqual(['/', '/queue', '/queue', '/cases/[number]', '/_next', 'other', 'other'])
  expect(routePatterns('/nowhere')('/queue')).toBe('other')
})
