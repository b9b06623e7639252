import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import config from '@/next.config'

const root = path.resolve(import.meta.dirname, '../..')

/** What a path's answers say of keeping them; null: nothing from here. */
async function cacheControlOf(address: string): Promise<string | null> {
  const rules = (await config.headers?.()) ?? []
  const headers = rules
    .filter(({ source }) => new RegExp(`^${source.replace('/:path*', '/.*')}$`).test(address))
    .flatMap((rule) => rule.headers)
  return headers.findLast(({ key }) => key === 'cache-control')?.value ?? null
}

test('no page is kept by a browser or a proxy', async () => {
  for (const address of [
    '/',
    '/queue',
    '/cases/12',
    '/retention',
    '/retention/12',
    '/audit',
    '/submit',
    '/settings/keys',
  ])
    expect(await cacheControlOf(address), address).toBe('private, no-store')
})

test('code is, and the API says for itself', async () => {
  for (const address of ['/_next/static/chunks/a.js', '/api/media/1', '/api/v2/detect'])
    expect(await cacheControlOf(address), address).toBeNull()
})

test('nothing is put into Next’s caches', () => {
  const list = ['ls-files', '--cached', '--others', '--exclude-standard', 'app', 'lib', 'components', 'next.config.ts']
  const files = execFileSync('git', list, { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((file) => /\.tsx?$/.test(file) && fs.existsSync(path.join(root, file)))
  const cached =
    /unstable_cache|['"]use cache|cacheComponents|export const (revalidate|fetchCache)\b|dynamic = 'force-static'|generateStaticParams|cache: 'force-cache'|staleTimes/
  expect(files.filter((file) => cached.test(fs.readFileSync(path.join(root, file), 'utf8')))).toEqual([])
})
