import { execFile } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import { freePort, ownSettings } from '../support/launcher'
import { killReplica, type Replica, startReplica, stopReplica } from './process'

const run = promisify(execFile)

export const team = 'Replicated Newsroom'
export const password = 'a long password of nobody'
export const people = { ada: 'ada@replicas.example', mo: 'mo@replicas.example' }

/** Two webs and two workers on one Postgres and one data folder. */
export interface ReplicatedDesk {
  webs: [Replica, Replica]
  workers: [Replica, Replica]
  key: string
  /** The address people would use, which a proxy in front of both has. */
  publicUrl: string
  dataFolder: string
  metricsPort: number
  env: NodeJS.ProcessEnv
  sql: postgres.Sql
  stop(): Promise<void>
}

/** Starts all four at once on an empty database, as on a first day. */
export async function startDesk(): Promise<ReplicatedDesk> {
  const base = path.resolve('.tmp', `replicas-${process.pid}`)
  const dataFolder = path.join(base, 'data')
  fs.mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const server: EmbeddedPostgres = await startEmbeddedPostgres(path.join(base, 'server'))
  const sql = postgres(server.ownerUrl, { max: 2, onnotice: () => {} })
  const publicUrl = `http://localhost:${await freePort()}`
  const env = {
    ...process.env,
    ...ownSettings,
    DETECT_API_URL: '',
    DETECT_API_KEY: '',
    NODE_ENV: 'production' as const,
    VITEST: '',
    DATA_DIR: dataFolder,
    DATABASE_URL: server.ownerUrl,
    AUTH_SECRET: 'the same secret on all replicas, thirty-two characters',
    PUBLIC_URL: publicUrl,
    WORKER_CONCURRENCY: '1',
    // Everything that is ever logged is searched for what must not be.
    LOG_LEVEL: 'trace',
  }
  const replica = async (name: string, role: Replica['role']): Promise<Replica> => {
    const port = await freePort()
    return {
      name,
      role,
      port,
      url: `http://127.0.0.1:${port}`,
      log: path.join(base, `${name}.log`),
      launcher: undefined,
    }
  }
  const webs: [Replica, Replica] = [await replica('web-a', 'web'), await replica('web-b', 'web')]
  const workers: [Replica, Replica] = [await replica('worker-a', 'worker'), await replica('worker-b', 'worker')]
  const all = [...webs, ...workers]
  const metricsPort = await freePort()
  const stop = async () => {
    await Promise.all(all.map(stopReplica))
    await Promise.all(all.map(killReplica))
    await sql.end()
    await server.stop()
    fs.rmSync(base, { recursive: true, force: true })
  }
  try {
    // The first web alone serves metrics here: of several on one machine each needs a port of its own.
    await Promise.all(
      all.map((one) => startReplica(one, one === webs[0] ? { ...env, METRICS_PORT: String(metricsPort) } : env)),
    )
    const docket = async (...words: string[]) =>
      (
        await run(process.execPath, ['bin/docket.mjs', ...words], { env: { ...env, DOCKET_PASSWORD: password } })
      ).stdout.trim()
    await docket('setup', '--team', team, '--email', people.ada, '--name', 'Ada Lovelace')
    await docket('member', 'add', '--team', team, '--role', 'moderator', '--name', 'Mo Modest', '--email', people.mo)
    const key = await docket('key', 'create', '--team', team, '--name', 'tests', '--scopes', 'read,submit,delete')
    return { webs, workers, key, publicUrl, dataFolder, metricsPort, env, sql, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** What all four have logged. */
export function allLogs({ webs, workers }: ReplicatedDesk): string {
  return [...webs, ...workers].map(({ log }) => fs.readFileSync(log, 'utf8')).join('\n')
}
