import fs from 'node:fs'
import path from 'node:path'
import { type Page, test } from '@playwright/test'
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
import { type Gate, openGate } from '../south/gate'
import { openAs, sample } from '../support/desk'
import { freePort } from '../support/launcher'
import { expect } from '../support/patient'
import { openWayIn, type WayIn } from '../support/way-in'

/* Two Dockets of their own: the second is the detector of the first, on whose pages all of this is seen. */

const base = path.resolve('.tmp', `two-dockets-${process.pid}`)
let first: Docket
let second: Docket
let theirHost: string
/** Between them: from the first to the second's API, and from the second to the first's callbacks. */
let way: Gate
let wayIn: WayIn
let address: number

test.describe.configure({ mode: 'serial', timeout: 120_000 })
test.beforeAll(async () => {
  fs.mkdirSync(base, { recursive: true, mode: 0o700 })
  address = await freePort()
  second = docketAt(path.join(base, 'second'), await freePort(), { ALLOWED_PRIVATE_HOSTS: `localhost:${address}` })
  const api = await freePort()
  theirHost = `127.0.0.1:${api}`
  await startDocket(second)
  await makeTeam(second, 'Detectors')
  first = docketAt(path.join(base, 'first'), await freePort(), {
    PUBLIC_URL: `http://localhost:${address}`,
    DETECT_API_URL: `http://${theirHost}/api/v2`,
    DETECT_API_KEY: await makeKey(second, 'Detectors', 'the first'),
  })
  await startDocket(first)
  await makeTeam(first, 'Newsroom')
  way = await openGate(api, second.port)
  wayIn = await openWayIn(address, first.port)
})
test.afterAll(async () => {
  await Promise.all([first, second].map((docket) => docket && stopDocket(docket)))
  await Promise.all([way?.close(), wayIn?.stop()])
  fs.rmSync(base, { recursive: true, force: true })
})

const home = () => ({ baseURL: `http://localhost:${address}` })
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
  await expect(page.getByRole('link', { name: /^Case \d+/ })).toHaveCount(1)
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

/** Hands a file in and leads to its case; what happens there from now on happens without a reload. */
async function openHandedIn(page: Page, file: string): Promise<void> {
  await page.goto('/submit')
  await page.getByLabel('Files to hand in').setInputFiles(sample(file))
  const link = page.getByRole('link', { name: /^Case \d+/ })
  await expect(link).toHaveCount(1, { timeout: 30_000 })
  await link.click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(file)
  await mark(page)
}

/** The verdict comes by itself, and is in the trail once. */
async function expectOneVerdict(page: Page): Promise<void> {
  await expect(page.getByRole('region', { name: `Verdict of ${theirHost}` })).toBeVisible({ timeout: 90_000 })
  expect(await isMarked(page)).toBe(true)
  const number = /\/cases\/(\d+)/.exec(page.url())?.[1]
  await page.goto(`/audit?case=${number}&type=detection.completed`)
  await expect(page.getByRole('list', { name: 'Entries' }).getByRole('listitem')).toHaveCount(1)
}

test('with the way back blocked the case waits, and its verdict comes all the same', async ({ browser }) => {
  const page = await openAs(browser, 'admin', home())
  wayIn.callbacks.blocked = true
  const before = wayIn.callbacks.seen
  await openHandedIn(page, 'stable-diffusion.png')
  await expectOneVerdict(page)
  expect(wayIn.callbacks.seen).toBeGreaterThan(before)
  wayIn.callbacks.blocked = false
})

test('callbacks that come three times are one verdict', async ({ browser }) => {
  const page = await openAs(browser, 'admin', home())
  wayIn.callbacks.repeat = 3
  const before = wayIn.callbacks.seen
  await openHandedIn(page, 'splice.jpg')
  await expectOneVerdict(page)
  expect(wayIn.callbacks.seen).toBeGreaterThan(before)
  wayIn.callbacks.repeat = 1
})

test('while the second is busy the case says so, and goes on', async ({ browser }) => {
  test.setTimeout(180_000)
  const page = await openAs(browser, 'admin', home())
  // Long enough that the page is there before it has passed.
  const busy = { status: 429, headers: { 'retry-after': '30' }, body: { success: false, error: 'Too many requests' } }
  way.script(/^POST \/api\/v2\/detect$/, busy)
  await openHandedIn(page, 'speech.wav')
  await expect(page.getByText(`The detector at ${theirHost} is busy with other requests.`).first()).toBeVisible()
  await expectOneVerdict(page)
})

test('its key is revoked on the second’s page: the case says whom to ask, and goes on with a new key', async ({
  browser,
}) => {
  // It is asked about less and less often while the key is refused.
  test.setTimeout(300_000)
  const page = await openAs(browser, 'admin', home())
  const there = await openAs(browser, 'admin', { baseURL: `http://localhost:${second.port}` })
  wayIn.callbacks.blocked = true
  const goOn = pauseWorker(second)
  await openHandedIn(page, 'stable-diffusion.png')
  await expect(page.getByText(`Being analysed by ${theirHost}`).first()).toBeVisible()
  await there.goto('/settings/keys')
  await there.getByRole('button', { name: 'Revoke the first' }).click()
  await there
    .getByRole('alertdialog')
    .or(there.getByRole('dialog'))
    .getByRole('button', { name: /^Revoke/ })
    .click()
  await expect(page.getByText(/does not accept this team’s key/).first()).toBeVisible({ timeout: 60_000 })
  goOn()
  const key = await makeKey(second, 'Detectors', 'the next')
  await stopDocket(first)
  await startDocket(first, { DETECT_API_KEY: key })
  wayIn.callbacks.blocked = false
  await expect(page.getByRole('region', { name: `Verdict of ${theirHost}` })).toBeVisible({ timeout: 180_000 })
  await expect(page.getByText(/does not accept this team’s key/)).toHaveCount(0)
})
