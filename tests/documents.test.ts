import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { usage } from '../bin/command/usage'
import { shots } from '../scripts/screenshots/pages'
import type { Shown } from '../scripts/screenshots/seed-work'
import { pageRoutes, routeOf } from './support/page-states'

const root = path.resolve(import.meta.dirname, '..')
const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8')
const readme = read('README.md')

test('every npm command the documents name exists', () => {
  const scripts = Object.keys(JSON.parse(read('package.json')).scripts)
  const named = [readme, read('CONTRIBUTING.md'), read('docs/engine.md'), read('docs/running.md')].flatMap((text) =>
    [...text.matchAll(/npm (?:run (?:--silent )?([\w:-]+)|(start|test))/g)].map(([, run, plain]) => run ?? plain ?? ''),
  )
  expect(named.length).toBeGreaterThan(8)
  expect([...new Set(named)].filter((name) => !scripts.includes(name))).toEqual([])
})

test('the settings in the README, in .env.example and in lib/env.ts are the same', () => {
  const table = readme.slice(readme.indexOf('## Settings'), readme.indexOf('## Limits'))
  const inReadme = [...table.matchAll(/^\| (.+?) \|/gm)].flatMap(([, names]) =>
    [...(names ?? '').matchAll(/`([A-Z0-9_]+)`/g)].map(([, name]) => name),
  )
  const inExample = [...read('.env.example').matchAll(/^#([A-Z0-9_]+)=/gm)].map(([, name]) => name)
  // DATABASE_APP_URL is what the launcher tells its children; people do not set it.
  const inCode = [...read('lib/env.ts').matchAll(/^ {2}([A-Z0-9_]+): (?:z\.|list|megabytes)/gm)]
    .map(([, name]) => name)
    .filter((name) => name !== 'DATABASE_APP_URL')
  expect(inCode.length).toBeGreaterThan(10)
  expect(inReadme.sort()).toEqual(inCode.sort())
  expect(inExample.sort()).toEqual(inCode.sort())
})

// Only names and addresses are asked for: any case will do.
const any = { caseId: 'any', detectionId: 'any', number: 1, repeated: false }
const shown: Shown = {
  ...{ image: any, sound: any, video: any, secondLook: any, escalated: any, zeroRetention: any },
  ...{ purged: any, failed: any, decided: any, judgeFirst: any, appealed: any },
}
const ids = { policy: 'any', webhook: 'any', invitation: 'any', reset: 'any' }

test('every page has a picture, but the one that only a provider’s refusal leads to', () => {
  const routes = pageRoutes()
  const seen = new Set(shots(shown, ids).map(({ address }) => routeOf(address, routes)))
  expect(routes.filter((route) => !seen.has(route))).toEqual(['/confirm'])
})

test('the gallery shows every page of the screenshots in every look, and nothing else lies beside it', () => {
  const names = shots(shown, ids).map(({ name }) => name)
  const gallery = read('docs/screenshots/README.md')
  const pictures = fs.readdirSync(path.join(root, 'docs/screenshots')).filter((file) => file.endsWith('.webp'))
  const inGallery = [...gallery.matchAll(/<img src="([^"]+)"/g)].map(([, file]) => file)
  const expected = names.flatMap((name) =>
    ['light-desktop', 'dark-desktop', 'light-phone', 'dark-phone'].map((look) => `${name}-${look}.webp`),
  )
  expect(inGallery.sort()).toEqual(expected.sort())
  expect(pictures.sort()).toEqual(expected)
})

test('what docs/running.md tells to run, to ask and to set is there', () => {
  const running = read('docs/running.md')
  const commands = [...running.matchAll(/^npm run (?:--silent )?docket -- (.+?)(?: --.*)?$/gm)].map(
    ([, name]) => name ?? '',
  )
  expect(commands.length).toBeGreaterThan(2)
  expect(commands.filter((name) => !usage.includes(`\n  ${name} `) && !usage.includes(`\n  ${name}\n`))).toEqual([])
  for (const [, role] of running.matchAll(/npm start -- --only (\w+)/g)) expect(['web', 'worker']).toContain(role)
  for (const [, probe] of running.matchAll(/`GET (\/api\/[\w/]+)`/g)) {
    expect(fs.existsSync(path.join(root, `app${probe}/route.ts`)), probe).toBe(true)
  }
  const settings = read('lib/env.ts')
  // What belongs to other programs, and the beginnings of several.
  const named = [...running.matchAll(/`([A-Z][A-Z0-9]*_[A-Z0-9_]+)`/g)].map(([, name]) => name ?? '')
  const missing = named.filter((name) => name !== 'OTEL_TRACES_SAMPLER' && !settings.includes(`  ${name}: `))
  expect(missing).toEqual([])
  const metrics = read('lib/metrics/open-meter.ts') + read('lib/metrics/instance-gauges.ts')
  for (const [, metric] of running.matchAll(/\b(docket_\w+[a-z])(?!…)\b/g)) expect(metrics, metric).toContain(metric)
})

const documents = [
  ...['README.md', 'CONTRIBUTING.md'],
  ...['docs', 'docs/decisions'].flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder))
      .filter((file) => file.endsWith('.md'))
      .map((file) => `${folder}/${file}`),
  ),
]

/** The anchors of a document's headings, as GitHub makes them. */
const anchorsOf = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )

test.each(documents)('every link, picture and file that %s names is there', (document) => {
  const folder = path.dirname(path.join(root, document))
  const text = read(document)
  const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link).filter((link) => !/^\w+:/.test(link))
  const lost = links.filter((link) => {
    const [file = '', anchor] = link.split('#')
    const target = file ? path.join(folder, file) : path.join(root, document)
    if (!fs.existsSync(target)) return true
    return anchor !== undefined && !anchorsOf(fs.readFileSync(target, 'utf8')).includes(anchor)
  })
  expect(lost).toEqual([])
  const named = [...text.matchAll(/`((?:app|bench|bin|components|drizzle|lib|scripts|tests)\/[\w./()[\]-]+)`/g)]
  expect(named.map(([, file = '']) => file).filter((file) => !fs.existsSync(path.join(root, file)))).toEqual([])
})

test('every command line that the documents name is one of Docket’s', () => {
  const commands = documents.flatMap((document) =>
    [...read(document).matchAll(/npm run (?:--silent )?docket --\s+([a-z][a-z-]*(?: [a-z][a-z-]*)?)/g)].map(
      ([, command = '']) => command,
    ),
  )
  expect(commands.length).toBeGreaterThan(15)
  const isOne = (command: string) => new RegExp(`^  ${command}( |$)`, 'm').test(usage)
  expect(commands.filter((command) => !isOne(command) && !isOne(command.split(' ')[0] ?? ''))).toEqual([])
})

test('decisions have a number each, and say in their first line which', () => {
  const numbers = documents
    .filter((file) => file.startsWith('docs/decisions/'))
    .map((file) => [path.basename(file).slice(0, 4), read(file).slice(2, 6)])
  expect(numbers.filter(([named, said]) => named !== said)).toEqual([])
  expect(new Set(numbers.map(([named]) => named)).size).toBe(numbers.length)
})
