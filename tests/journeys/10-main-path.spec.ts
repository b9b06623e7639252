import fs from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { keepKey, keptKey, openAs, people, sample } from '../support/desk'
import { comeIn, makeInvitation } from '../support/invite'
import { faultsInEveryLook } from '../support/looks'

test.describe.configure({ mode: 'serial' })

test('the set-up link makes the team and its first admin, once', async ({ page }) => {
  const link = process.env.DOCKET_SETUP_LINK ?? ''
  await page.goto(link)
  await page.getByLabel('Team name').fill('Newsroom')
  await page.getByLabel('Your name').fill(people.admin.name)
  await page.getByLabel('Your e-mail').fill(people.admin.email)
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByRole('button', { name: 'Make the team' }).click()
  await expect(page.getByText(/12 characters/).first()).toBeVisible()
  await expect(page.getByLabel('Team name')).toHaveValue('Newsroom')
  expect(await faultsInEveryLook(page)).toEqual([])
  await page.getByLabel('Password', { exact: true }).fill(people.admin.password)
  await page.getByRole('button', { name: 'Make the team' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/setup'))
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'This Docket is set up already' })).toBeVisible()
})

test('the admin invites people and makes a key that is shown once', async ({ browser }) => {
  const page = await openAs(browser, 'admin')
  for (const [person, role] of [
    ['moderator', 'Moderator'],
    ['manager', 'Manager'],
  ] as const) {
    const link = await makeInvitation(page, { role })
    const theirs = await comeIn(browser, link, person)
    await theirs.context().close()
    await page.goto('/settings/members')
    await expect(page.getByRole('cell', { name: people[person].email })).toBeVisible()
  }
  await page.goto('/settings/keys')
  await page.getByRole('button', { name: 'Create a key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('ingest')
  for (const scope of ['Read', 'Submit']) await dialog.getByRole('checkbox', { name: scope }).check()
  await dialog.getByRole('button', { name: 'Create the key' }).click()
  const key = await dialog.getByLabel('Key', { exact: true }).inputValue()
  expect(key).toMatch(/^docket_/)
  keepKey(key)
  await dialog.getByRole('button', { name: 'I have copied it' }).click()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Revoke ingest' })).toBeVisible()
  expect(await page.content()).not.toContain(key)
})

test('dropped files become cases whose verdicts appear in an open queue without a reload', async ({ browser }) => {
  const desk = await openAs(browser, 'moderator')
  await desk.goto('/submit')
  const watcher = await desk.context().newPage()
  await watcher.goto('/queue')
  await expect(watcher.getByRole('heading', { name: 'There are no cases yet' })).toBeVisible()
  await watcher.evaluate(() => Object.assign(window, { sameDocument: true }))

  await desk
    .getByLabel('Files to hand in')
    .setInputFiles(['photograph.jpg', 'splice.jpg', 'stable-diffusion.png', 'speech.wav', 'bay.mp4'].map(sample))
  await expect(desk.getByRole('link', { name: /^Case \d+/ })).toHaveCount(5, { timeout: 30_000 })

  const row = (name: string) => watcher.getByRole('listitem').or(watcher.getByRole('row')).filter({ hasText: name })
  await expect(row('stable-diffusion.png').getByText('Fake', { exact: false }).first()).toBeVisible({ timeout: 45_000 })
  for (const name of ['photograph.jpg', 'splice.jpg', 'speech.wav', 'bay.mp4']) {
    await expect(
      row(name)
        .getByText(/Neutral\/Uncertain|Uncertain/)
        .first(),
    ).toBeVisible({ timeout: 45_000 })
  }
  expect(await watcher.evaluate(() => 'sameDocument' in window)).toBe(true)
})

async function openCase(page: Page, name: string): Promise<void> {
  await page.goto('/queue')
  await page
    .getByRole('link', { name: new RegExp(name.replace('.', '\\.')) })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
}

test('the case page shows media, verdict, evidence and coverage for each kind of media', async ({ browser }) => {
  const page = await openAs(browser, 'moderator')
  await openCase(page, 'splice.jpg')
  await expect(
    page
      .getByRole('group', { name: /Image viewer/ })
      .or(page.getByLabel(/Image viewer/))
      .first(),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Zoom in' }).click()
  await expect(page.getByLabel('Zoom level')).not.toHaveText('100%')
  await expect(page.getByText(/checks applied/).first()).toBeVisible()
  await expect(page.getByText(/It does not recognise modern AI content/).first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Evidence', exact: true })).toBeVisible()
  await expect(page.getByText(/signs of editing/i).first()).toBeVisible()

  await openCase(page, 'stable-diffusion.png')
  await expect(
    page.getByRole('region', { name: 'Verdict of the engine' }).getByText('Fake', { exact: true }),
  ).toBeVisible()

  await openCase(page, 'speech.wav')
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
  await expect(page.getByRole('img', { name: /spectrogram/i }).first()).toBeVisible()

  await openCase(page, 'bay.mp4')
  const video = page.locator('video')
  await expect(video).toBeVisible()
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.readyState)).toBeGreaterThan(0)
  await expect(page.getByRole('slider', { name: 'Sampled frames' })).toBeVisible()
})

test('a decision needs a finding and a reason and stands in the case’s timeline', async ({ browser }) => {
  const page = await openAs(browser, 'moderator')
  await openCase(page, 'splice.jpg')
  const form = page.getByRole('form', { name: 'Decision' })
  await expect(form.getByRole('radio', { checked: true })).toHaveCount(0)
  await form.getByLabel('Reason').fill('The boat’s edges were saved at another quality.')
  await form.getByRole('button', { name: 'Submit', exact: true }).click()
  await expect(form.getByText('choose a finding', { exact: false })).toBeVisible()
  await expect(form.getByLabel('Reason')).toHaveValue('The boat’s edges were saved at another quality.')
  await form.getByRole('radio', { name: 'Manipulated' }).check()
  await form.getByRole('button', { name: 'Submit', exact: true }).click()
  const timeline = page.getByRole('region', { name: 'Timeline' })
  await expect(timeline.getByText(/The boat’s edges were saved/)).toBeVisible()
  await expect(timeline.getByText(/Mo Moderator/).first()).toBeVisible()
})

test('the manager reads the decision in the trail; the moderator may not', async ({ browser }) => {
  const manager = await openAs(browser, 'manager')
  await manager.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Audit' }).click()
  await expect(manager.getByRole('heading', { level: 1, name: 'Audit' })).toBeVisible()
  await expect(manager.getByText(/The boat’s edges were saved/).first()).toBeVisible()

  const moderator = await openAs(browser, 'moderator')
  await expect(moderator.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Audit' })).toHaveCount(0)
  await moderator.goto('/audit')
  await expect(moderator.getByRole('heading', { name: 'Your role does not reach this page' })).toBeVisible()
  expect(await moderator.content()).not.toContain('The boat’s edges')
})

test('what is handed in over the API is acknowledged at once, waited for, read, and a case like any other', async ({
  browser,
  request,
}) => {
  const headers = { authorization: `Bearer ${keptKey()}` }
  const file = { name: 'from-api.png', mimeType: 'image/png', buffer: fs.readFileSync(sample('stable-diffusion.png')) }
  const acknowledged = await request.post('/api/v2/detect', { headers, multipart: { file } })
  expect(acknowledged.status()).toBe(200)
  const { success, item } = await acknowledged.json()
  expect([success, item.status, item.filename]).toEqual([true, 'processing', 'from-api.png'])
  expect(item.uuid).toMatch(/^[0-9a-f]{32}$/)
  await expect
    .poll(async () => (await (await request.get(`/api/v2/detect/${item.uuid}`, { headers })).json()).item.status, {
      timeout: 30_000,
    })
    .toBe('completed')

  const waited = await request.post('/api/v2/detect', {
    headers: { ...headers, prefer: 'wait' },
    multipart: { file },
    timeout: 60_000,
  })
  expect((await waited.json()).item).toMatchObject({
    status: 'completed',
    media_type: 'image',
    image_metrics: { label: 'Fake', type: 'FinalResult' },
  })

  const page = await openAs(browser, 'moderator')
  await openCase(page, 'from-api.png')
  await expect(
    page.getByRole('region', { name: 'Verdict of the engine' }).getByText('Fake', { exact: true }),
  ).toBeVisible()
})
