import fs from 'node:fs'
import { expect, test } from 'vitest'

/** Opening tags of links and forms, whole: expressions in braces may hold a “>”. */
const opening = /<(a|Link|form|area)\b((?:[^<>{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*)>/g
/** An address that begins on this server: written out, from a template, or made by one of the places' functions. */
const ownAddress = /href=(?:"[/#]|\{['`][/#])/

interface Tag {
  file: string
  name: string
  attributes: string
}

const tags: Tag[] = fs.globSync(['app/**/*.tsx', 'components/**/*.tsx']).flatMap((file) =>
  [...fs.readFileSync(file, 'utf8').matchAll(opening)].map(([, name = '', attributes = '']) => ({
    file: file.replaceAll('\\', '/'),
    name,
    attributes,
  })),
)

/** Plain links whose address is computed and stays on this server, by their file: each has been looked at. */
const computedOwn: Record<string, string> = {
  'components/media/playback-notice.tsx': 'the media’s own address, /api/media/…',
  'components/case/doubt-list.tsx': 'a place on the same page',
  'components/case/exports-panel.tsx': 'the receipt’s page',
}

const says = ({ file, attributes }: Tag) => `${file}: ${attributes.replaceAll(/\s+/g, ' ').trim()}`

test('whatever opens elsewhere tells nobody where it was opened', () => {
  expect(tags.length).toBeGreaterThan(50)
  const outgoing = tags.filter(({ attributes }) => /target=|href=(?:"|\{['"`])https?:/.test(attributes))
  expect(outgoing.length).toBeGreaterThan(0)
  const telling = outgoing.filter(({ attributes }) => !/rel="[^"]*\bnoopener noreferrer\b/.test(attributes))
  expect(telling.map(says)).toEqual([])
})

test('a plain link leads to this server, or carries what keeps the other from knowing', () => {
  const unclear = tags
    .filter(({ name, attributes }) => name === 'a' && /href=/.test(attributes))
    .filter(({ attributes }) => !ownAddress.test(attributes) && !/noopener noreferrer/.test(attributes))
    .filter(({ file }) => !(file in computedOwn))
  expect(unclear.map(says)).toEqual([])
  const files = new Set(tags.map(({ file }) => file))
  expect(Object.keys(computedOwn).filter((file) => !files.has(file))).toEqual([])
})

test('no window is opened by script', () => {
  const files = fs.globSync(['app/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}'])
  expect(files.filter((file) => /window\.open\(/.test(fs.readFileSync(file, 'utf8')))).toEqual([])
})
