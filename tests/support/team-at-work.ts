import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { type Person, password, people } from '../../scripts/screenshots/people'
import type { SeededDesk } from '../../scripts/screenshots/seed-desk'
import { openContext } from './open-context'

/** The people of the screenshots' teams; `newcomer` is the admin of the one that has nothing yet. */
export const workers = people
export type Worker = Person

/** A team in the middle of its work, in the running product: made when it is first asked for, the same for all journeys. */
export function teamAtWork(): SeededDesk {
  const folder = process.env.DOCKET_DATA_DIR ?? ''
  const kept = path.join(folder, 'journey-team-at-work')
  if (!fs.existsSync(kept)) {
    const env = { ...process.env, DATA_DIR: folder, LOG_LEVEL: 'silent', ALLOWED_PRIVATE_HOSTS: '127.0.0.1:9' }
    const printed = execFileSync('tsx', ['tests/support/seed-team-at-work.ts'], { encoding: 'utf8', env })
    fs.writeFileSync(kept, printed.trim().split('\n').at(-1) ?? '')
  }
  return JSON.parse(fs.readFileSync(kept, 'utf8'))
}

/** A browser of its own with one of them signed in; null: nobody. */
export async function openAsWorker(
  browser: Browser,
  worker: Worker | null,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await openContext(browser, { reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  if (!worker) return page
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(workers[worker].email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  return page
}
