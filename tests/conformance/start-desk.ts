import { type ChildProcess, execFile, spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'
import { ensureAuthSecret } from '../../bin/launcher/data-folder'
import { freePort, ownSettings } from '../support/launcher'
import { startMediaServer } from './media-server'

/** The running product and what its tests need of it. */
export interface Desk {
  /** Without a trailing slash. */
  url: string
  port: number
  dataFolder: string
  /** A server whose files the product may fetch; ends in a slash. */
  mediaUrl: string
  /** Ports of 127.0.0.1 that the product may send callbacks to; one is free for each test file that needs one. */
  receiverPorts: { callbacks: number; batch: number; intelligence: number; retention: number }
  /** What the first team's callbacks are signed with. */
  callbackSecret: string
  keys: {
    /** Of one team, with every scope: a key may make 40 requests a second, so the files take turns with them. */
    all: string[]
    read: string
    submit: string
    delete: string
    /** Of the same team; used by the test of the rate alone. */
    rate: string
    /** Of another team. */
    stranger: string
    /** Of a third, in which nothing may ever be kept. */
    refused: string
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    desk: Desk
  }
}

const run = promisify(execFile)
const keysOfFiles = 5

/**
 * Starts Docket as a person does, from the production build, with a data folder of its own, and makes teams and keys with
 * `npm run docket`. One for the whole run; nothing but its allowed private hosts differs from a first start.
 */
export default async function startDesk(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = path.resolve('.tmp', `conformance-${process.pid}`)
  const [port, callbacks, batch, intelligence, retention] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ]
  const media = await startMediaServer()
  const receiverPorts = { callbacks, batch, intelligence, retention }
  const env = {
    ...process.env,
    ...ownSettings,
    NODE_ENV: 'production' as const,
    DATA_DIR: dataFolder,
    PORT: String(port),
    ALLOWED_PRIVATE_HOSTS: [media.port, ...Object.values(receiverPorts)].map((one) => `127.0.0.1:${one}`).join(),
  }
  const product = await startProduct(env)
  const stop = async () => {
    await product.stop()
    await media.stop()
    fs.rmSync(dataFolder, { recursive: true, force: true })
  }
  try {
    const docket = async (...words: string[]) =>
      (await run('npm', ['run', '--silent', 'docket', '--', ...words], { env })).stdout.trim()
    for (const team of ['Conformance', 'Strangers', 'Refused']) {
      const person = ['--email', `ada@${team.toLowerCase()}.test`, '--password', 'a long password for tests']
      await docket('setup', '--team', team, ...person)
    }
    const key = (team: string, name: string, scopes: string) =>
      docket('key', 'create', '--team', team, '--name', name, '--scopes', scopes)
    const everything = 'read,submit,delete'
    const [read, submit, remove, rate, stranger, refused, ...all] = await inPairs([
      () => key('Conformance', 'read', 'read'),
      () => key('Conformance', 'submit', 'submit'),
      () => key('Conformance', 'delete', 'delete'),
      () => key('Conformance', 'rate', everything),
      () => key('Strangers', 'stranger', everything),
      () => key('Refused', 'refused', everything),
      ...Array.from({ length: keysOfFiles }, (_, index) => () => key('Conformance', `all ${index}`, everything)),
    ])
    const withSecret = { env: { ...env, AUTH_SECRET: ensureAuthSecret(dataFolder, undefined) } }
    const { stdout: callbackSecret } = await run('tsx', ['tests/conformance/new-secret.ts', 'Conformance'], withSecret)
    project.provide('desk', {
      url: `http://127.0.0.1:${port}`,
      port,
      dataFolder,
      mediaUrl: media.url,
      receiverPorts,
      callbackSecret,
      keys: {
        all,
        read: read ?? '',
        submit: submit ?? '',
        delete: remove ?? '',
        rate: rate ?? '',
        stranger: stranger ?? '',
        refused: refused ?? '',
      },
    })
    return stop
  } catch (error) {
    await stop()
    throw error
  }
}

async function startProduct(env: NodeJS.ProcessEnv): Promise<{ stop: () => Promise<void> }> {
  const child: ChildProcess = spawn(process.execPath, ['bin/start.mjs'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env,
  })
  let printed = ''
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        printed += chunk
        if (process.env.DEBUG_PRODUCT) process.stderr.write(chunk)
        if (/setup\?token=\S+\s/.test(printed)) resolve()
      })
    }
  })
  const code = await Promise.race([ready, ended])
  if (code !== undefined) throw new Error(`Docket did not start (exit code ${code}):\n${printed}`)
  return {
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Runs two at a time: each is a process, and the machine may have no more than two cores. */
async function inPairs<T>(tasks: (() => Promise<T>)[]): Promise<T[]> {
  const done: T[] = []
  for (let at = 0; at < tasks.length; at += 2) {
    done.push(...(await Promise.all(tasks.slice(at, at + 2).map((task) => task()))))
  }
  return done
}
