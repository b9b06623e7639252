import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file && fs.existsSync(path.join(root, file)))
const own = files.filter((file) => /^(app|components|lib|drizzle\/schema)\//.test(file))

/** The floors of the house, from the ground up: a file imports from its own floor and those below. */
const floors = ['plain', 'pure rules', 'means', 'use cases', 'doors'] as const

function floorOf(file: string): number {
  const name = file.replace(/\.tsx?$/, '')
  if (/^lib\/(env|errors|clock|log|log-context|tracing\/span)$/.test(name)) return 0
  if (/^lib\/engine\//.test(name)) return 1
  if (
    /^lib\/detect\/(request(?!-intelligence$)|result|response|paging|intelligence$|feedback$|trace-source$|report-author$|describe-|evidence-sentences$|examined$|question-topics$|answer-rules$|answers-|item-|endpoints|openapi)/.test(
      name,
    )
  )
    return 1
  if (/^lib\/detect\/detectors\/(detector|read-reply|remote-failure|reply-|reported-)/.test(name)) return 1
  if (/^lib\/(policies\/(policy-rules|policy-diff|policy-blocks|rule-words)|cases\/agreement)$/.test(name)) return 1
  if (/^lib\/(desk\/(key-(actions|rules)|desk-rules)|cases\/identifier)$/.test(name)) return 1
  if (/^lib\/webhooks\/webhook-events$/.test(name)) return 1
  if (/^lib\/(queues\/(routing-rules|routing-effects|placement|priority|age-bands)|cases\/skip-reasons)$/.test(name))
    return 1
  if (
    /^lib\/(retention\/(redact-result|retention-rules|seal-bytes)|callbacks\/callback-rules|callbacks\/signature)$/.test(
      name,
    )
  )
    return 1
  if (
    /^lib\/(teams\/team-rules|access\/(actor|permissions|digest)|audit\/(events|event-names|canonical-json|leaf-hash|entry|erased-fact|looks|commit-facts|merkle|trail-key|checkpoint|trail-problem)|jobs\/payloads|cases\/(case-states|undo-window|outcome-of-runs|url-lot)|detect\/(poll-schedule|marker|callback-reach)|media\/(formats|is-redacted-name))$/.test(
      name,
    )
  )
    return 1
  if (
    /^lib\/(evaluation\/|insights\/(insight-charts|insight-part|wilson|compared|measured|threshold-counts)$)/.test(name)
  )
    return 1
  if (/^(drizzle\/schema|lib\/db|lib\/live|lib\/media)\//.test(name)) return 2
  if (
    /^lib\/(jobs\/(enqueue|prepare-queue)|retention\/(case-key|case-secrets)|audit\/record|access\/(password|derived-key|authorise))$/.test(
      name,
    )
  )
    return 2
  // Components stand beside the use cases, and only doors use them.
  if (/^components\//.test(name)) return 4
  if (/^(app\/|lib\/http\/|lib\/jobs\/(handlers|worker)|lib\/access\/(session|authenticate-key)$)/.test(name)) return 4
  return 3
}

/** Jobs of the media rooms that are use cases: they call commands. */
const useCases = new Set(['lib/media/fetch-media.ts', 'lib/media/read-media.ts', 'lib/media/sweep-orphans.ts'])
const floor = (file: string) => (useCases.has(file) ? 3 : floorOf(file))

function importsOf(file: string, valuesOnly: boolean): string[] {
  const text = fs.readFileSync(path.join(root, file), 'utf8')
  const found: string[] = []
  const statements = /^(?:import|export)\s+(type\s)?[^'"]*?from\s+['"]([^'"]+)['"]/gm
  const dynamic = /(?<!typeof )\bimport\((?=(['"]))\1([^'"]+)['"]\)/g
  for (const [, type, from] of [
    ...text.matchAll(statements),
    ...[...text.matchAll(dynamic)].map((found) => [found[0], undefined, found[2]] as const),
  ]) {
    if (type && valuesOnly) continue
    const target = from?.startsWith('@/')
      ? from.slice(2)
      : from?.startsWith('.')
        ? path.posix.join(path.posix.dirname(file), from)
        : undefined
    if (!target) continue
    const resolved = ['.ts', '.tsx', '/index.ts', ''].map((end) => target + end).find((one) => files.includes(one))
    if (resolved) found.push(resolved)
  }
  return found
}

test('imports point one way', () => {
  const upward = own
    .filter((file) => !file.startsWith('components/'))
    .flatMap((file) =>
      importsOf(file, true)
        .filter((target) => floor(target) > floor(file))
        .map((target) => `${file} (${floors[floor(file)]}) imports ${target} (${floors[floor(target)]})`),
    )
  expect(upward).toEqual([])
})

test('components import pure rules and types only, and fetch nothing', () => {
  const wrong = own
    .filter((file) => file.startsWith('components/'))
    .flatMap((file) =>
      importsOf(file, true)
        .filter(
          (target) =>
            target.startsWith('app/') ||
            (target.startsWith('lib/') && floor(target) > 1) ||
            target.startsWith('drizzle/'),
        )
        .map((target) => `${file} imports ${target}`),
    )
  expect(wrong).toEqual([])
})

test('the engine knows neither database nor web', () => {
  const wrong = own
    .filter((file) => file.startsWith('lib/engine/'))
    .flatMap((file) =>
      importsOf(file, false)
        .filter((target) => !/^lib\/(engine\/|errors|log|clock)/.test(target))
        .map((target) => `${file} imports ${target}`),
    )
  expect(wrong).toEqual([])
})

test('what decodes pictures, sound and video is loaded by the process of an analysis alone', () => {
  const decodes = (file: string) =>
    /^import (?!type\b)[^;]*? from '(?:sharp|node-av\/lib)'/m.test(fs.readFileSync(path.join(root, file), 'utf8'))
  const reached = new Map<string, boolean>()
  const reaches = (file: string): boolean => {
    const known = reached.get(file)
    if (known !== undefined) return known
    reached.set(file, false)
    const found = fs.existsSync(path.join(root, file)) && (decodes(file) || importsOf(file, true).some(reaches))
    reached.set(file, found)
    return found
  }
  expect(reaches('lib/engine/analysis-child.ts')).toBe(true)
  const outside = own.filter((file) => !file.startsWith('lib/engine/'))
  expect(outside.filter(decodes)).toEqual([])
  // Neither is given media: the one takes limits that stand beside a decoder, the other reads a list of models.
  expect(
    outside.flatMap((file) =>
      importsOf(file, true)
        .filter((target) => target.startsWith('lib/engine/') && reaches(target))
        .map((target) => `${file} imports ${target}`),
    ),
  ).toEqual([
    'lib/detect/run-detection.ts imports lib/engine/match/with-known.ts',
    'lib/models/fetch-model.ts imports lib/engine/model/open-model.ts',
  ])
})

test('only one file imports next-auth', () => {
  expect(matching(/from 'next-auth/)).toEqual(['lib/access/next-auth.ts'])
})

test('only one file imports the decoder of pictures: the one that turns off what it must not read', () => {
  expect(matching(/^import (?!type\b).*from 'sharp'/m)).toEqual(['lib/engine/image/picture-decoder.ts'])
})

test('the web decodes no pictures: Next’s own optimizer is off, and no page asks for it', () => {
  expect(fs.readFileSync(path.join(root, 'next.config.ts'), 'utf8')).toContain('images: { unoptimized: true }')
  expect(matching(/from 'next\/(legacy\/)?image'/)).toEqual([])
})

test('"use server" stands only at the top of actions.ts files', () => {
  const wrong = matching(/^\s*['"]use server['"]/m).filter((file) => !/^app\/.*\/actions\.ts$/.test(file))
  expect(wrong).toEqual([])
})

test('the environment is read in one place', () => {
  expect(
    matching(/process\.env\b/).filter((file) => !['lib/env.ts', 'lib/engine/run-analysis.ts'].includes(file)),
  ).toEqual([])
})

test('nothing is written outside commands’ rooms: pages and components hold no SQL', () => {
  const wrong = matching(/from 'drizzle-orm|from '@\/lib\/db\/client'/).filter((file) =>
    /^(app|components)\//.test(file),
  )
  expect(wrong).toEqual([])
})

test('no file is over 300 lines, and names say something', () => {
  const long = own.filter((file) => fs.readFileSync(path.join(root, file), 'utf8').split('\n').length > 301)
  expect(long).toEqual([])
  expect(own.filter((file) => /(^|\/)(utils?|helpers?|misc|common|types|index)\.tsx?$/.test(file))).toEqual([])
})

test('no marks of unfinished or escaped work', () => {
  expect(matching(/\b(TODO|FIXME|XXX)\b|@ts-ignore|\bas any\b|: any\b/)).toEqual([])
})

test('every path a document names exists', () => {
  const documents = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter(Boolean)
  const missing = documents.flatMap((document) =>
    [
      ...fs
        .readFileSync(path.join(root, document), 'utf8')
        .matchAll(/`((?:app|bench|bin|components|docs|drizzle|lib|scripts|tests)\/[\w./()[\]-]*)`/g),
    ]
      .map(([, named]) => named ?? '')
      .filter((named) => !named.includes('…') && !fs.existsSync(path.join(root, named)))
      .map((named) => `${document}: ${named}`),
  )
  expect(missing).toEqual([])
})

function matching(pattern: RegExp): string[] {
  return own.filter((file) => pattern.test(fs.readFileSync(path.join(root, file), 'utf8')))
}
