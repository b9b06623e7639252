import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'esbuild'
import { log } from '@/lib/log'

/** What the process of an analysis runs. */
export interface ChildProgram {
  file: string
  /** Address of the loader that reads TypeScript; null where `file` is plain JavaScript. */
  loader: string | null
}

const source = path.join(import.meta.dirname, 'analysis-child.ts')
const root = path.resolve(import.meta.dirname, '../..')
const cache = path.join(root, 'node_modules/.cache/docket-engine')

/** Packages of plain JavaScript in many small files, which take longer to find than to read. All others stay outside. */
const taken = new Set(['zod', '@trustnxt/c2pa-ts'])

let bundling: Promise<string> | undefined

/**
 * The engine as one program of plain JavaScript, made once per process in a third of a second: it starts with a third of
 * the CPU time that TypeScript needs (0.3 instead of 0.95 s). Where it cannot be made or kept, TypeScript itself.
 */
export async function childProgram(): Promise<ChildProgram> {
  try {
    bundling ??= bundle()
    if (!existsSync(await bundling)) bundling = bundle()
    return { file: await bundling, loader: null }
  } catch (error) {
    bundling = undefined
    log.warn({ err: error }, 'the engine runs unbundled: slower, and without Node’s own permissions around it')
    return programOf(source)
  }
}

/** A program as it is; TypeScript and "@/…" by tsx, as in the worker. */
export function programOf(file: string): ChildProgram {
  if (!file.endsWith('.ts')) return { file, loader: null }
  // Resolved from here, so that it starts from any working directory.
  return { file, loader: pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href }
}

/** Writes the bundle to a folder named by its content, so that processes of different versions do not meet. */
async function bundle(): Promise<string> {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [source],
    outdir: cache,
    outExtension: { '.js': '.mjs' },
    absWorkingDir: root,
    alias: { '@': root },
    bundle: true,
    write: false,
    splitting: true,
    // Less to read; names stay, for the log.
    minifyWhitespace: true,
    minifySyntax: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
    plugins: [packagesOutside, placesKept],
    banner: {
      js: `import { createRequire as docketRequire } from 'node:module'; const require = docketRequire(import.meta.url);`,
    },
  })
  const hash = createHash('sha256')
  for (const { path: name, contents } of outputFiles) hash.update(`${path.basename(name)}\0`).update(contents)
  const folder = path.join(cache, hash.digest('hex').slice(0, 32))
  const file = path.join(folder, 'analysis-child.mjs')
  if (existsSync(file)) return file
  const making = path.join(cache, `making-${randomUUID()}`)
  await mkdir(making, { recursive: true })
  for (const { path: name, contents } of outputFiles) await writeFile(path.join(making, path.basename(name)), contents)
  // Another process may have been faster; its bytes are the same.
  await rename(making, folder).catch(() => rm(making, { recursive: true, force: true }))
  return file
}

/** Packages are loaded from node_modules as ever: some have native parts, or files beside them. */
const packagesOutside: Plugin = {
  name: 'packages-outside',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path: name, kind, importer }) => {
      if (kind === 'entry-point' || name.startsWith('@/') || importer.includes('/node_modules/')) return undefined
      const [scope = '', rest = ''] = name.split('/')
      const inside = taken.has(scope.startsWith('@') ? `${scope}/${rest}` : scope)
      return inside ? undefined : { path: name, external: true }
    })
  },
}

/** A source that asks where it lies, to find a file beside it, is told where it lay. */
const placesKept: Plugin = {
  name: 'places-kept',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]lib[\\/].*\.ts$/ }, async ({ path: file }) => {
      if (file.includes('node_modules')) return undefined
      const text = await readFile(file, 'utf8')
      const contents = text
        .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(file)))
        .replaceAll('import.meta.filename', JSON.stringify(file))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href))
      return { contents, loader: 'ts' }
    })
  },
}
