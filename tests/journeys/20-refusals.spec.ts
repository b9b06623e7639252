import { expect, test } from '@playwright/test'
import { keptKey, openAs, people, sample, signIn } from '../support/desk'
import { pngChunk } from '../support/pictures'

const hidden = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
const refused = [
  ['empty.png', Buffer.alloc(0), /empty/i],
  ['drawing.png', hidden, /drawing\.png/],
  ['page.jpg', Buffer.from('<!doctype html><html><body>hello</body></html>'), /page\.jpg/],
  ['list.mp4', Buffer.from('#EXTM3U\n#EXTINF:10,\nhttp://169.254.169.254/latest\n'), /playlist/i],
  ['notes.xyz', Buffer.from('hello'), /notes\.xyz/],
] as const

test('each file that cannot be taken is refused by name with a way out, and the good one goes through', async ({
  browser,
}) => {
  const page = await openAs(browser, 'moderator')
  await page.goto('/submit')
  await page.getByLabel('Files to hand in').setInputFiles([
    ...refused.map(([name, buffer]) => ({ name, mimeType: 'application/octet-stream', buffer })),
    {
      name: 'fine.jpg',
      mimeType: 'image/jpeg',
      buffer: await import('node:fs').then((fs) => fs.readFileSync(sample('photograph.jpg'))),
    },
  ])
  await expect(page.getByText(/1 handed in, 5 not handed in/).first()).toBeVisible({ timeout: 20_000 })
  for (const [, , says] of refused) await expect(page.getByText(says).first()).toBeVisible()
  await page.getByRole('textbox', { name: 'Addresses, one a line' }).fill('http://127.0.0.1/secret.png\nnot-an-address')
  await page.getByRole('button', { name: 'Hand in addresses' }).click()
  await expect(page.getByText(/does not begin with https|not publicly reachable/).first()).toBeVisible()
  await expect(page.getByText(/no complete web address/).first()).toBeVisible()
})

test('a file chosen before the page has come to life is handed in all the same', async ({ browser }) => {
  const page = await openAs(browser, 'moderator')
  const { promise: awake, resolve: wake } = Promise.withResolvers<void>()
  await page.route('**/_next/static/**/*.js', async (route) => {
    await awake
    await route.continue()
  })
  await page.goto('/submit', { waitUntil: 'commit' })
  await page.getByLabel('Files to hand in').setInputFiles(sample('photograph.jpg'))
  wake()
  await expect(page.getByText(/1 handed in/).first()).toBeVisible({ timeout: 20_000 })
})

test('a picture with huge dimensions fails its own case with a reason; the worker goes on', async ({ browser }) => {
  const page = await openAs(browser, 'moderator')
  await page.goto('/submit')
  await page
    .getByLabel('Files to hand in')
    .setInputFiles({ name: 'bomb.png', mimeType: 'image/png', buffer: hugePng() })
  await page
    .getByRole('link', { name: /^Case \d+/ })
    .first()
    .click()
  await expect(page.getByRole('button', { name: /Try again|Analyse again|Retry/ }).first()).toBeVisible({
    timeout: 30_000,
  })
  await expect(page.getByText(/pixels|too large|dimensions/i).first()).toBeVisible()
  await page.goto('/submit')
  await page.getByLabel('Files to hand in').setInputFiles(sample('stable-diffusion.png'))
  await page
    .getByRole('link', { name: /^Case \d+/ })
    .first()
    .click()
  await expect(
    page.getByRole('region', { name: 'Verdict of the engine' }).getByText('Fake', { exact: true }),
  ).toBeVisible({ timeout: 30_000 })
})

test('unknown case numbers and pages answer 404 with a way back', async ({ browser }) => {
  const page = await openAs(browser, 'moderator')
  for (const number of ['99999', '0', 'abc', '99999999999', '-1', '1.5']) {
    const answer = await page.goto(`/cases/${number}`)
    expect(answer?.status(), number).toBe(404)
    await expect(page.getByRole('main').getByRole('link').first(), number).toBeVisible()
  }
  expect((await page.goto('/nowhere'))?.status()).toBe(404)
})

test('signed out, every page leads to the sign-in and back again', async ({ page }) => {
  for (const place of ['/', '/queue', '/cases/1', '/audit', '/settings/keys']) {
    await page.goto(place)
    await expect(page, place).toHaveURL(/\/sign-in/)
  }
  await page.goto('/queue')
  await signIn(page, 'moderator')
  await expect(page).toHaveURL(/\/queue/)
})

test('a wrong password gets one sentence, and the form keeps the e-mail', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill('nobody@example.test')
  await page.getByLabel('Password', { exact: true }).fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.locator('[data-refusal]')).toContainText(/do not match/)
  await expect(page.getByLabel('E-mail')).toHaveValue('nobody@example.test')
})

test('a session that has ended loses nothing that was typed: the action says to sign in again', async ({ browser }) => {
  const page = await openAs(browser, 'moderator')
  await page.goto('/queue?state=waiting')
  const other = await page.context().newPage()
  await page
    .getByRole('link', { name: /photograph\.jpg|fine\.jpg/ })
    .first()
    .click()
  const form = page.getByRole('form', { name: 'Decision' })
  await form.getByRole('radio', { name: 'Authentic' }).check()
  await form.getByLabel('Reason').fill('Seen the original negative.')
  await other.goto('/')
  await other.getByRole('button', { name: new RegExp(people.moderator.name) }).click()
  await other.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(other).toHaveURL(/\/sign-in/)
  await form.getByRole('button', { name: 'Submit', exact: true }).click()
  await expect(page.getByText(/signed out|Sign in again/i).first()).toBeVisible()
  await expect(form.getByLabel('Reason')).toHaveValue('Seen the original negative.')
})

test('a decision sent twice is one decision; two people cannot both decide', async ({ browser }) => {
  const first = await openAs(browser, 'moderator')
  const second = await openAs(browser, 'admin')
  await first.goto('/queue')
  await first
    .getByRole('link', { name: /fine\.jpg/ })
    .first()
    .click()
  await expect(first.getByRole('form', { name: 'Decision' })).toBeVisible()
  // Offline to live updates, as a laptop that was asleep.
  await second.route('**/api/live', (route) => route.abort())
  await second.goto(first.url())
  for (const page of [first, second]) {
    const form = page.getByRole('form', { name: 'Decision' })
    await form.getByRole('radio', { name: 'Authentic' }).check()
    await form.getByLabel('Reason').fill('The original is in our archive.')
  }
  await first.getByRole('button', { name: 'Submit', exact: true }).dblclick()
  await expect(first.getByRole('region', { name: 'Timeline' }).getByText(/The original is in our archive/)).toHaveCount(
    1,
  )
  await second.getByRole('button', { name: 'Submit', exact: true }).click()
  await expect(second.getByText(/has been decided/).first()).toBeVisible()
})

test('the API refuses what is wrong in JSON, and pages of another origin cannot act', async ({ request, browser }) => {
  const headers = { authorization: `Bearer ${keptKey()}` }
  const statuses = [
    [await request.get('/api/v2/detect?page=1'), 401],
    [await request.get('/api/v2/detect?page=1', { headers: { authorization: 'Bearer wrong' } }), 401],
    [await request.get('/api/v2/detect/00000000000000000000000000000000', { headers }), 404],
    [await request.post('/api/v2/detect', { headers, data: {} }), 400],
    [
      await request.post('/api/v2/detect', {
        headers,
        data: { url: 'https://example.org/a.png', detect_watermark: true },
      }),
      403,
    ],
    [await request.put('/api/v2/detect', { headers }), 405],
    [await request.get('/api/v2/nowhere', { headers }), 404],
  ] as const
  for (const [answer, status] of statuses) {
    expect(answer.status(), answer.url()).toBe(status)
    const body = await answer.json()
    expect(body).toMatchObject({ success: false, message: expect.any(String), error: expect.any(String) })
  }
  const page = await openAs(browser, 'moderator')
  const foreign = await page.request.post('/api/uploads', {
    headers: { origin: 'https://evil.example' },
    multipart: { file: { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('x') } },
  })
  expect(foreign.status()).toBe(403)
})

/** A well-formed PNG header of 30,000 x 30,000 pixels and next to nothing behind it. */
function hugePng(): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(30_000, 0)
  header.writeUInt32BE(30_000, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  const data = Buffer.from('789c030000000001', 'hex')
  return Buffer.concat([signature, pngChunk('IHDR', header), pngChunk('IDAT', data), pngChunk('IEND', Buffer.alloc(0))])
}
