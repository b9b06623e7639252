import fs from 'node:fs'
import { expect, test } from '@playwright/test'
import { people, sample } from '../support/desk'
import { freePort, type Launched, leaveNothing, makeDataFolder, start } from '../support/launcher'
import { startUploadThing, type UploadThingStandIn } from '../support/uploadthing'

/* A Docket of its own whose media lies at UploadThing, which a stand-in on loopback speaks for. */

let ut: UploadThingStandIn
let docket: Launched
const titles = ['photograph.jpg', 'made.png', 'page.png']
const addresses: string[] = []

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  ut = await startUploadThing()
  docket = start(makeDataFolder(), await freePort(), { MEDIA_STORE: 'uploadthing', ...ut.settings })
  await docket.ready()
})
test.afterAll(async () => {
  await leaveNothing()
  await ut?.close()
})

test('files go straight from the browser to UploadThing, and come back as cases', async ({ page }) => {
  await page.goto(/(http\S+setup\?token=\S+)/.exec(docket.printed())?.[1] ?? '')
  await page.getByLabel('Team name').fill('Newsroom')
  await page.getByLabel('Your name').fill(people.admin.name)
  await page.getByLabel('Your e-mail').fill(people.admin.email)
  await page.getByLabel('Password', { exact: true }).fill(people.admin.password)
  await page.getByRole('button', { name: 'Make the team' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/setup'))

  const sent: string[] = []
  page.on('request', (request) => {
    if (['PUT', 'POST', 'PATCH'].includes(request.method())) sent.push(`${request.method()} ${request.url()}`)
  })
  await page.goto(`http://localhost:${docket.port}/submit`)
  await expect(page.getByText('Files lie at UploadThing')).toBeVisible()
  // The line of one of them breaks on the way.
  ut.faults.breakAfter = [2000]
  await page.getByLabel('Files to hand in').setInputFiles([
    { name: 'photograph.jpg', mimeType: 'image/jpeg', buffer: fs.readFileSync(sample('photograph.jpg')) },
    { name: 'made.png', mimeType: 'image/png', buffer: fs.readFileSync(sample('stable-diffusion.png')) },
    { name: 'page.png', mimeType: 'image/png', buffer: Buffer.from('<html>not a picture</html>'.padEnd(5000)) },
  ])
  await expect(page.getByText(/3 handed in/).first()).toBeVisible({ timeout: 30_000 })
  for (const title of titles) {
    const row = page.getByRole('listitem').filter({ hasText: title })
    addresses.push((await row.getByRole('link', { name: /^Case \d+/ }).getAttribute('href')) ?? '')
  }
  expect(sent.filter((each) => each.includes('/api/uploads'))).toEqual([])
  expect(sent.filter((each) => each.startsWith(`PUT ${ut.origin}/`)).length).toBeGreaterThanOrEqual(4)
  expect(ut.files.whole().map(({ acl }) => acl)).toContain('private')
  const lying = JSON.stringify([...ut.files.byKey.values()].map(({ name, customId }) => [name, customId]))
  expect(lying).not.toMatch(/photograph|made/)
})

test('they are analysed and shown from there; what is no media fails and is deleted there', async ({ browser }) => {
  const page = await browser.newPage({ baseURL: `http://localhost:${docket.port}` })
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(people.admin.email)
  await page.getByLabel('Password', { exact: true }).fill(people.admin.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  for (const address of addresses.slice(0, 2)) {
    await page.goto(address)
    await expect(page.getByRole('region', { name: 'Verdict of the engine' })).toBeVisible({ timeout: 30_000 })
    const picture = page.locator('img[src^="/api/media/"]').first()
    const shown = await page.request.get((await picture.getAttribute('src')) ?? '')
    expect(shown.status()).toBe(200)
  }
  await page.goto(addresses[2] ?? '')
  await expect(page.getByText(/The file is not a PNG picture/).first()).toBeVisible({ timeout: 30_000 })
  const sizes = ut.files.whole().map(({ size }) => size)
  expect(sizes).toContain(fs.statSync(sample('photograph.jpg')).size)
  expect(sizes).toContain(fs.statSync(sample('stable-diffusion.png')).size)
  expect(sizes).not.toContain(5000)
  await page.close()
})
