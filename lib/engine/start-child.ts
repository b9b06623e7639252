import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Readable, Writable } from 'node:stream'
import type { ChildProgram } from './child-program'
import { mostFileMegabytes } from './work-folder-size'

const root = path.resolve(import.meta.dirname, '../..')

/** The process of one analysis, and where it writes its answers, one line of JSON each. */
export interface Child {
  process: ChildProcessByStdio<Writable, null, Readable>
  answers: Readable
}

export interface ChildLimits {
  timeoutSeconds: number
  memoryMegabytes: number
  /** The only folder the program may write to. */
  workFolder: string
}

/**
 * Starts the process of one analysis: leader of its own process group, so that all of it can be killed, with an
 * environment that holds nothing but where programs and temporary files are. It gets its request on its input and
 * answers on descriptor 3; plain pipes, since Node's own channel would gather any amount in this process.
 */
export function startChild(program: ChildProgram, limits: ChildLimits): Child {
  const heap = `--max-old-space-size=${heapMegabytes(limits.memoryMegabytes)}`
  const words = [...(program.loader === null ? permissions(limits.workFolder) : ['--import', program.loader]), heap]
  const child = spawn('/bin/sh', ['-c', shellLimits(limits), process.execPath, ...words, program.file], {
    cwd: root,
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    env: minimalEnvironment(),
  })
  return { process: child as unknown as Child['process'], answers: child.stdio[3] as Readable }
}

/** What the kernel holds the process and all it starts to, even when nobody watches any more. The shell becomes the program. */
function shellLimits({ timeoutSeconds, memoryMegabytes }: ChildLimits): string {
  const limits = [
    // A decoder that crashes must not leave the media in a core dump on the disk.
    '-c 0',
    // An allocation beyond this fails in the decoder, at once; what is really held is watched, and less (watch-child.ts).
    `-d ${(memoryMegabytes * 2 + 1024) * 1024}`,
    // Blocks of 512 bytes.
    `-f ${mostFileMegabytes * 2048}`,
    // Ends a process that spins when the one that would stop it is gone.
    `-t ${Math.ceil(timeoutSeconds) * 4 + 10}`,
  ]
  return `${limits.map((limit) => `ulimit ${limit} 2>/dev/null; `).join('')}exec "$0" "$@"`
}

/** Node itself refuses the program other processes, threads and files to write; native code it cannot hold. */
function permissions(workFolder: string): string[] {
  if (!process.allowedNodeEnvironmentFlags.has('--permission')) return []
  const allowed = ['--allow-addons', '--allow-fs-read=*', `--allow-fs-write=${path.resolve(workFolder)}`]
  return ['--permission', ...allowed, '--disable-warning=PERM0001']
}

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
