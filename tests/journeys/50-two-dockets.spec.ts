import fs from 'node:fs'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import {
  type Docket,
  docketAt,
  killDocket,
  makeKey,
  makeTeam,
  pauseWorker,
  startDocket,
  stopDocket,
} from '../south/docket'
import { openAs, sample } from '../support/desk'
import { freePort } from '../support/launcher'

/* Two Dockets of their own: the second is the detector of the first, on whose pages all of this is seen. */

const base = path.resolve('.tmp', `two-dockets-${process.pid}`)
let first: Docket
let second: Docket
let theirHost: string

test.describe.configure({ mode: 'serial', timeout: 120_000 })
test.beforeAll(async () => {
  fs.mkdirSync(base, { recursive: true, mode: 0o700 })
  const port = await freePort()
  second = docketAt(path.join(base, 'second'), await freePort(), { ALLOWED_PRIVATE_HOSTS: `localhost:${port}` })
  theirHost = `127.0.0.1:${second.port}`
  await startDocket(second)
  await makeTeam(second, 'Detectors')
  first = docketAt(path.join(base, 'first'), port, {
    DETECT_API_URL: `http://${theirHost}/api/v2`,
    DETECT_API_KEY: await makeKey(second, 'Detectors', 'the first'),
  })
  await startDocket(first)
  await makeTeam(first, 'Newsroom')
})
test.afterAll(async () => {
  await Promise.all([first, second].map((docket) => docket && stopDocket(docket)))
  fs.rmSync(base, { recursive: true, force: true })
})

const home = () => ({ baseURL: `http://localhost:${first.port}` })
const rowOf = (page: Page, name: string) =>
  page.getByRole('listitem').or(page.getByRole('row')).filter({ hasText: name }).first()

async function openCase(page: Page, name: string): Promise<void> {
  await page.goto('/queue')
  await page
    .getByRole('link', { name: new RegExp(name.replace('.', '\\.')) })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
}

/** Whatever happens from here on happens without a reload. */
const mark = (page: Page) => page.evaluate(() => void Object.assign(window, { sameDocument: true }))
const isMarked = (page: Page) => page.evaluate(() => 'sameDocument' in window)

test('image, sound and video handed in at the first get the second’s verdicts by callback, without a reload', async ({
  browser,
}) => {
  const desk = await openAs(browser, 'admin', home())
  const onCase = await desk.context().newPage()
  const queue = await desk.context().newPage()
  const goOn = pauseWorker(second)
  await desk.goto('/submit')
  const files = ['stable-diffusion.png', 'speech.wav', 'bay.mp4']
  await desk.getByLabel('Files to hand in').setInputFiles(files.map(sample))
  await expect(desk.getByRole('link', { name: /^Case \d+/ })).toHaveCount(3, { timeout: 30_000 })
  await openCase(onCase, 'bay.mp4')
  await expect(onCase.getByText(`Being analysed by ${theirHost}`).first()).toBeVisible()
  await expect(onCase.getByText(/verdict appears here by itself/)).toBeVisible()
  await queue.goto('/queue')
  for (const name of files) await expect(rowOf(queue, name)).toBeVisible()
  await Promise.all([mark(onCase), mark(queue)])
  goOn()
  await expect(onCase.getByRole('region', { name: `Verdict of ${theirHost}` })).toBeVisible({ timeout: 60_000 })
  await expect(rowOf(queue, 'stable-diffusion.png').getByText('Fake').first()).toBeVisible({ timeout: 60_000 })
  for (const name of ['speech.wav', 'bay.mp4'])
    await expect(
      rowOf(queue, name)
        .getByText(/Uncertain/)
        .first(),
    ).toBeVisible({ timeout: 60_000 })
  expect(await Promise.all([isMarked(onCase), isMarked(queue)])).toEqual([true, true])

  await desk.goto('/settings/detector')
  const now = desk.getByRole('region', { name: 'Now' })
  await expect(now.getByText(`Media leaves this server for ${theirHost}.`)).toBeVisible()
  await expect(now.getByText(/after the detection had ended there/)).toBeVisible()
})

test('while the second is dead a case says so on its page, and goes on when it is back', async ({ browser }) => {
  const page = await openAs(browser, 'admin', home())
  await killDocket(second)
  await page.goto('/submit')
  await page.getByLabel('Files to hand in').setInputFiles(sample('splice.jpg'))
  await expect(page.getByRole('link', { name: /^Case \d+/ })).toHaveCount(1, { timeout: 30_000 })
  await openCase(page, 'splice.jpg')
  await expect(
    page.getByText(`The detector at ${theirHost} cannot be reached just now. Docket tries again by itself.`).first(),
  ).toBeVisible({ timeout: 20_000 })
  await mark(page)
  await startDocket(second)
  await expect(page.getByRole('region', { name: `Verdict of ${theirHost}` })).toBeVisible({ timeout: 90_000 })
  expect(await isMarked(page)).toBe(true)
  await expect(page.getByText('cannot be reached')).toHaveCount(0)
})
