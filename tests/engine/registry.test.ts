import { glob, readFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { checks, checksFor, checksOf } from '@/lib/engine/registry'
import { runnableChecks } from '@/lib/engine/runnable-checks'

const root = path.resolve(import.meta.dirname, '../..')
const table = 'lib/engine/runnable-checks.ts'
const isCheck = (file: string) => /\/(check|find)-[\w-]+\.ts$/.test(file)

/** What each file of the engine loads when it runs: static and dynamic imports, not those of types alone. */
const loads = new Map<string, string[]>()

beforeAll(async () => {
  for await (const file of glob('lib/engine/**/*.ts', { cwd: root })) {
    const text = await readFile(path.join(root, file), 'utf8')
    const named = [
      ...text.matchAll(/^import (?!type)[^;]*? from '(\.[^']+)'$/gm),
      ...text.matchAll(/import\('(\.[^']+)'\)/g),
    ]
    loads.set(
      file,
      named.map(([, target = '']) =>
        path.posix.join(path.posix.dirname(file), target.endsWith('.json') ? target : `${target}.ts`),
      ),
    )
  }
})

/** Everything that is loaded with one file. */
function withParts(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const target of loads.get(file) ?? []) withParts(target, seen)
  return seen
}

describe('the registry', () => {
  it('reaches every file that checks or finds something', () => {
    const reached = withParts(table)
    const files = [...loads.keys()].filter(isCheck)
    expect(files.length).toBeGreaterThan(20)
    expect(files.filter((file) => !reached.has(file))).toEqual([])
  })

  it('is the only way to a check: nothing else of the engine calls one by hand', () => {
    const called = new Set([...(loads.get(table) ?? []).filter(isCheck)])
    const byHand = [...loads].flatMap(([file, targets]) =>
      file === table || isCheck(file)
        ? []
        : targets.filter((target) => called.has(target)).map((target) => `${file} -> ${target}`),
    )
    // A decoded frame has no file behind it, so it gets the part of the check that needs only pixels; a model that never
    // came to be asked is told of in the words of the check.
    expect(byHand.sort()).toEqual([
      'lib/engine/model/ask-models.ts -> lib/engine/model/check-content.ts',
      'lib/engine/video/examine-frame.ts -> lib/engine/image/check-picture-facts.ts',
    ])
  })

  it('has a function or a reason for every check, in the order to show', () => {
    for (const [name, entry] of Object.entries(checks)) {
      if (!('looksAt' in entry)) expect(entry, name).toHaveProperty('notChecked')
      else expect(runnableChecks[entry.looksAt], name).toHaveProperty([name])
    }
    const functions = Object.values(runnableChecks).flatMap((group) => Object.keys(group))
    expect(functions.length).toBe(Object.values(checks).filter((entry) => 'looksAt' in entry).length)
    expect(checksOf('picture', 'image')).toEqual(checksFor('image').filter((name) => /^(picture|jpeg)\./.test(name)))
    expect(checksOf('container', 'audio')).toEqual(['sound.tags', 'container.facts'])
    expect(checksOf('picture', 'video')).toEqual([])
  })

  it('is read for names without loading a check or a package', async () => {
    expect([...withParts('lib/engine/registry.ts')]).toEqual(['lib/engine/registry.ts'])
  })

  it('loads no decoder of sound and video with the checks', async () => {
    for (const file of withParts(table)) {
      const text = await readFile(path.join(root, file), 'utf8')
      expect(text, file).not.toMatch(/^import (?!type)[^;]*'node-av/m)
    }
  })
})
