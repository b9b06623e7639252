import { type ChildProcess, spawn } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { StartFailure } from '@/lib/db/start-failure'
import { freeMegabytes, leastFreeMegabytes } from '@/lib/health/disk-space'

/** What the pages are built from. */
const sources = ['app', 'components', 'lib', 'drizzle/schema', 'public']
const files = [
  'next.config.ts',
  'package.json',
  'package-lock.json',
  'postcss.config.mjs',
  'tsconfig.json',
  'proxy.ts',
  'instrumentation.ts',
  'instrumentation-client.ts',
]

/** Kept inside the build, so that it goes with it. */
const fingerprintFile = '.next/docket-sources'

/** Whether the pages were built from the sources as they are. */
export function isBuilt(): boolean {
  return (
    fs.existsSync('.next/BUILD_ID') &&
    fs.existsSync(fingerprintFile) &&
    fs.readFileSync(fingerprintFile, 'utf8') === fingerprint()
  )
}

/**
 * Builds the pages; the process is handed to `onStart`, so that it can be stopped. Throws StartFailure after printing
 * what the build said.
 */
export async function buildPages(onStart: (child: ChildProcess) => void): Promise<void> {
  const before = fingerprint()
  prepareFolder()
  const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
  onStart(child)
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      printed = (printed + chunk).slice(-20_000)
    })
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code === 0) return fs.writeFileSync(fingerprintFile, before)
  if (code === null) throw new StartFailure('The pages were not built: the build was ended.')
  if (/ENOSPC|no space left/i.test(printed)) throw new StartFailure(diskSentence())
  process.stderr.write(`${printed.trim()}\n`)
  throw new StartFailure(
    'The pages could not be built; the reason stands above. Run "npm ci" again, or undo the change.',
  )
}

function prepareFolder(): void {
  try {
    fs.mkdirSync('.next', { recursive: true })
    fs.rmSync(fingerprintFile, { force: true })
    fs.accessSync('.next', fs.constants.W_OK)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new StartFailure(diskSentence(), error)
    throw new StartFailure(
      `The pages have to be built, and this user may not write to ${path.resolve('.next')}. Run "npm run build" as the ` +
        'user who owns Docket’s folder, then start again.',
      error,
    )
  }
  if (freeMegabytes('.') < leastFreeMegabytes) throw new StartFailure(diskSentence())
}

function diskSentence(): string {
  return `The disk that holds ${path.resolve('.')} is full: building the pages needs ${leastFreeMegabytes} MB. Free some space.`
}

/** SHA-256 over the name and content of every source. */
function fingerprint(): string {
  const hash = crypto.createHash('sha256').update(process.versions.node.split('.')[0] ?? '')
  const found = sources.flatMap((folder) =>
    fs.existsSync(folder)
      ? fs
          .readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => path.join(entry.parentPath, entry.name))
      : [],
  )
  for (const file of [...found.sort(), ...files.filter((name) => fs.existsSync(name))]) {
    hash.update(`\0${file}\0`).update(fs.readFileSync(file))
  }
  return hash.digest('hex')
}
