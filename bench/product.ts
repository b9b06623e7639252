import { execFile, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Product } from './figure'
import { listenerOn } from './web-process'

/** Who can sign in to it. */
export const admin = { email: 'bench@example.test', password: 'a long bench password' }

const root = path.resolve(import.meta.dirname, '..')

/**
 * Starts the real product with an empty data folder and a team, as `npm start` would; `settings` are its environment's.
 * Call `stop` at the end.
 */
export async function startProduct(
  settings: Record<string, string> = {},
): Promise<{ product: Product; stop: () => Promise<void> }> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'docket-bench-'))
  const port = await freePort()
  const env = {
    ...process.env,
    DATA_DIR: path.join(folder, 'data'),
    PORT: String(port),
    PUBLIC_URL: '',
    DATABASE_URL: '',
    LOG_LEVEL: 'warn',
    ...settings,
  }
  const starter = spawn(process.execPath, ['bin/start.mjs'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  for (const stream of [starter.stdout, starter.stderr])
    stream.on('data', (chunk) => (printed = (printed + chunk).slice(-4000)))
  const ended = new Promise<void>((resolve) => starter.on('exit', () => resolve()))
  const stop = async () => {
    starter.kill('SIGINT')
    await ended
    fs.rmSync(folder, { recursive: true, force: true })
  }
  const url = `http://127.0.0.1:${port}`
  try {
    await untilUp(url, ended, () => printed)
    const docket = (...words: string[]) =>
      promisify(execFile)(process.execPath, ['bin/docket.mjs', ...words], { cwd: root, env })
    await docket('setup', '--email', admin.email, '--password', admin.password, '--team', 'Bench')
    const makeKey = async (name: string) => {
      const { stdout } = await docket('key', 'create', '--team', 'Bench', '--name', name)
      const [key] = /docket_[\w-]+/.exec(stdout) ?? []
      if (!key) throw new Error(`the command line made no key: ${JSON.stringify(stdout)}`)
      return key
    }
    const makeKeys = async (count: number) => {
      const keys: string[] = []
      while (keys.length < count) keys.push(await makeKey(`bench ${keys.length}`))
      return keys
    }
    return { product: { url, key: await makeKey('bench'), makeKeys, webPid: listenerOn(port), folder }, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function untilUp(url: string, ended: Promise<void>, printed: () => string): Promise<void> {
  let over = false
  void ended.then(() => {
    over = true
  })
  for (const from = performance.now(); performance.now() - from < 600_000; ) {
    if (over) throw new Error(`the product did not start:\n${printed()}`)
    const up = await fetch(`${url}/api/health`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (up) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`the product is not up after ten minutes:\n${printed()}`)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo
      server.close(() => resolve(port))
    })
  })
}
