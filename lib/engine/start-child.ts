import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const program = path.join(import.meta.dirname, 'analysis-child.ts')
const root = path.resolve(import.meta.dirname, '../..')

/**
 * Starts the process of one analysis: leader of its own process group, so that all of it can be killed, with an
 * environment that holds nothing but where programs and temporary files are. About 60 ms until it runs.
 */
export function startChild(memoryMegabytes: number, runs = program): ChildProcess {
  // Resolved from here, so that it starts from any working directory; TypeScript and "@/…" by tsx, as in the worker.
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const node = [process.execPath, '--import', loader, `--max-old-space-size=${heapMegabytes(memoryMegabytes)}`]
  return fork(runs, [], {
    cwd: root,
    detached: true,
    serialization: 'json',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execPath: '/bin/sh',
    execArgv: ['-c', withoutDump, ...node],
    env: minimalEnvironment(),
  })
}

/** A decoder that crashes must not leave the media in a core dump on the disk. The shell becomes the program. */
const withoutDump = 'ulimit -c 0; exec "$0" "$@"'

/** JavaScript may have most of it; pictures and decoders live outside of that heap. */
function heapMegabytes(memoryMegabytes: number): number {
  return Math.max(64, Math.floor(memoryMegabytes * 0.75))
}

/** Nothing of this process's environment: it holds secrets. */
function minimalEnvironment(): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'production',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    TMPDIR: tmpdir(),
    // Libvips would lay large pictures down there; in memory our own limit holds.
    VIPS_DISC_THRESHOLD: '1024g',
    TSX_TSCONFIG_PATH: path.join(root, 'tsconfig.json'),
  }
}
