import fs from 'node:fs'
import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import startProduct from '../tests/support/start-product'
import { findChromium } from './ensure-chromium'

/*
 * `npm run screenshots`: the pictures in the README, taken from the running product with the sample media. It starts
 * Docket on a data folder of its own and stops it again.
 */

const folder = path.resolve('docs/images')
const password = 'a password for pictures only'

async function setUp(page: Page): Promise<void> {
  await page.goto(process.env.DOCKET_SETUP_LINK ?? '')
  await page.getByLabel('Team name').fill('Newsroom')
  await page.getByLabel('Your name').fill('Ada Lind')
  await page.getByLabel('Your e-mail').fill('ada@example.org')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Make the team' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/setup'))
}

async function analyseSamples(page: Page): Promise<void> {
  await page.goto('/queue')
  await page.getByRole('button', { name: 'Try it with sample media' }).click()
  await page
    .getByRole('link', { name: /bay\.mp4/ })
    .first()
    .waitFor()
  const analysing = page.getByRole('link', { name: /^Analysing 0/ })
  await analysing.waitFor({ timeout: 120_000 })
  // The last thumbnails, and the notice that says what was done, come and go a moment later.
  await page.waitForTimeout(6000)
}

async function openCase(page: Page, name: RegExp): Promise<void> {
  await page.goto('/queue?state=all')
  await page.getByRole('link', { name }).first().click()
  await page.getByRole('region', { name: 'Evidence' }).waitFor()
  await page.waitForTimeout(1500)
}

const stop = await startProduct()
const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: ['--no-sandbox', '--disable-gpu'] })
try {
  fs.mkdirSync(folder, { recursive: true })
  const context = await browser.newContext({
    baseURL: process.env.DOCKET_URL ?? '',
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const take = (name: string) => page.screenshot({ path: path.join(folder, `${name}.png`) })
  await setUp(page)
  await analyseSamples(page)
  await take('queue')
  await openCase(page, /splice\.jpg/)
  await page.waitForTimeout(1000)
  await take('case')
  await page.emulateMedia({ colorScheme: 'dark' })
  await openCase(page, /speech\.wav/)
  await take('sound-dark')
} finally {
  await browser.close()
  await stop()
}
