import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { pathToFileURL } from 'node:url'
import { chromium } from '@playwright/test'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The Chromium on this machine: CHROMIUM_PATH, an installed one, or Playwright's own; undefined when there is none. */
export function findChromium(): string | undefined {
  const given = process.env.CHROMIUM_PATH
  if (given && !fs.existsSync(given)) throw new Error(`CHROMIUM_PATH names ${given}, which does not exist.`)
  return given ?? [...usual, chromium.executablePath()].find((file) => file && fs.existsSync(file))
}

/** The same; where there is none it is installed from Debian, if this user may. Throws an Error that says what to do. */
export function ensureChromium(): string {
  const found = findChromium()
  if (found) return found
  const apt = spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0
  if (apt && process.getuid?.() === 0) {
    console.log('Installing Chromium for the browser tests (apt-get, about half a minute) …')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const options = { env, encoding: 'utf8' } as const
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
      const done = spawnSync('apt-get', args, options)
      if (done.status !== 0)
        throw new Error(`apt-get ${args[0]} failed:\n${done.stderr.trim().split('\n').slice(-5).join('\n')}`)
    }
    const installed = findChromium()
    if (installed) return installed
  }
  throw new Error(
    'There is no Chromium for the browser tests. Install one ("sudo apt-get install chromium", or "npx playwright ' +
      'install chromium"), or name one with CHROMIUM_PATH=/path/to/chromium.',
  )
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    console.log(ensureChromium())
  } catch (error) {
    console.error((error as Error).message)
    process.exit(1)
  }
}
