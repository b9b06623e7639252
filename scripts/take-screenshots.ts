import fs from 'node:fs'
import path from 'node:path'
import { type Browser, type BrowserContext, chromium, devices, type Page } from '@playwright/test'
import sharp from 'sharp'
import { withDatabase } from '../bin/command/with-database'
import startProduct from '../tests/support/start-product'
import { findChromium } from './ensure-chromium'
import { type Shot, shots } from './screenshots/pages'
import { type Person, password, people } from './screenshots/people'
import { seedDesk, startReceivers } from './screenshots/seed-desk'

/*
 * `npm run screenshots`: pictures of every page, light and dark, on a desktop and a phone, in docs/screenshots. It starts Docket on
 * a data folder of its own, fills it with a team at work, and stops it again. Words choose pages: `npm run screenshots -- queue`.
 */

const folder = path.resolve('docs/screenshots')
const looks = ['light', 'dark'] as const
const sizes = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { ...devices['iPhone 13'], defaultBrowserType: undefined },
}
const wanted = process.argv.slice(2)

async function signIn(context: BrowserContext, person: Person): Promise<void> {
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(people[person].email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  await page.close()
}

/** A context for each person and size, made when it is first needed. */
function contexts(browser: Browser) {
  const made = new Map<string, Promise<BrowserContext>>()
  const make = async (as: Person | null, size: keyof typeof sizes) => {
    const { defaultBrowserType: _, ...options } = { defaultBrowserType: undefined, ...sizes[size] }
    const context = await browser.newContext({
      ...options,
      baseURL: process.env.DOCKET_URL ?? '',
      reducedMotion: 'reduce',
    })
    if (as) await signIn(context, as)
    return context
  }
  return (as: Person | null, size: keyof typeof sizes) => {
    const name = `${as}-${size}`
    const context = made.get(name) ?? make(as, size)
    made.set(name, context)
    return context
  }
}

/** Goes there, waits until what it loads has come, and brings it into its state. */
async function show(page: Page, { address, prepare }: Shot): Promise<void> {
  await page.goto(address)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForFunction(() => [...document.images].every((image) => image.complete || image.loading === 'lazy'))
  // Players and charts draw a moment after their data.
  await page.waitForTimeout(address.startsWith('/cases/') ? 1500 : 500)
  await prepare?.(page)
  await page.waitForTimeout(250)
}

async function take(page: Page, file: string): Promise<void> {
  const picture = await page.screenshot()
  // Few colours: a page of text needs no more, and the repository keeps them all.
  await sharp(picture).png({ palette: true, quality: 85, effort: 7 }).toFile(path.join(folder, file))
}

async function takeAll(browser: Browser, all: Shot[]): Promise<string[]> {
  const contextOf = contexts(browser)
  const failed: string[] = []
  // Page by page and not size by size: what can be taken back is so for ten minutes only.
  for (const shot of all) {
    for (const size of Object.keys(sizes) as (keyof typeof sizes)[]) {
      const page = await (await contextOf(shot.as, size)).newPage()
      for (const colorScheme of looks) {
        const file = `${shot.name}-${colorScheme}-${size}.png`
        try {
          await page.emulateMedia({ colorScheme })
          await show(page, shot)
          await take(page, file)
        } catch (error) {
          failed.push(`${file}: ${error instanceof Error ? error.message.split('\n')[0] : error}`)
        }
      }
      await page.close()
    }
  }
  return failed
}

const receivers = await startReceivers()
const hosts = [receivers.taking, receivers.refusing].map((url) => new URL(url).host)
process.env.ALLOWED_PRIVATE_HOSTS = hosts.join(',')
const stop = await startProduct()
const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: ['--no-sandbox', '--disable-gpu'] })
try {
  const dataFolder = process.env.DOCKET_DATA_DIR ?? ''
  process.env.DATA_DIR = dataFolder
  const { shown, policyId, webhookId } = await withDatabase(() => seedDesk(dataFolder, receivers))
  fs.mkdirSync(folder, { recursive: true })
  const all = shots(shown, { policy: policyId, webhook: webhookId })
  const chosen = wanted.length > 0 ? all.filter(({ name }) => wanted.some((word) => name.includes(word))) : all
  const failed = await takeAll(browser, chosen)
  console.log(`${chosen.length * 4 - failed.length} pictures in docs/screenshots.`)
  if (failed.length > 0) {
    console.error(`These could not be taken:\n${failed.join('\n')}`)
    process.exitCode = 1
  }
} finally {
  await browser.close()
  await stop()
  await receivers.stop()
}
