import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { shots } from '../scripts/screenshots/pages'
import type { Shown } from '../scripts/screenshots/seed-work'

const root = path.resolve(import.meta.dirname, '..')
const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8')
const readme = read('README.md')

test('every npm command the documents name exists', () => {
  const scripts = Object.keys(JSON.parse(read('package.json')).scripts)
  const named = [readme, read('CONTRIBUTING.md'), read('docs/engine.md')].flatMap((text) =>
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

test('the gallery shows every page of the screenshots in every look, and nothing else lies beside it', () => {
  // Only the names are asked for: any case will do.
  const any = { caseId: 'any', detectionId: 'any', number: 1, repeated: false }
  const shown: Shown = {
    ...{ image: any, sound: any, video: any, secondLook: any, escalated: any, zeroRetention: any },
    ...{ purged: any, failed: any, decided: any, judgeFirst: any, appealed: any },
  }
  const names = shots(shown, { policy: 'any', webhook: 'any' }).map(({ name }) => name)
  const gallery = read('docs/screenshots/README.md')
  const pictures = fs.readdirSync(path.join(root, 'docs/screenshots')).filter((file) => file.endsWith('.webp'))
  const inGallery = [...gallery.matchAll(/<img src="([^"]+)"/g)].map(([, file]) => file)
  const expected = names.flatMap((name) =>
    ['light-desktop', 'dark-desktop', 'light-phone', 'dark-phone'].map((look) => `${name}-${look}.webp`),
  )
  expect(inGallery.sort()).toEqual(expected.sort())
  expect(pictures.sort()).toEqual(expected)
})

test('every link and picture of the documents leads somewhere', () => {
  for (const document of ['README.md', 'CONTRIBUTING.md', 'docs/api.md', 'docs/engine.md']) {
    const folder = path.dirname(path.join(root, document))
    const links = [...read(document).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)]
      .map(([, link]) => link ?? '')
      .filter((link) => !/^https?:/.test(link))
    expect(
      links.filter((link) => !fs.existsSync(path.join(folder, link))),
      document,
    ).toEqual([])
  }
})
