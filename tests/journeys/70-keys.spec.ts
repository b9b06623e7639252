import { expect, type Locator, type Page, test } from '@playwright/test'
import { startReceiver } from '../support/callback-receiver'
import { keptKey, openAs } from '../support/desk'
import { plain } from '../support/pictures'

test.describe.configure({ mode: 'serial' })

/** Presses a key until what it opens is there: a page that has just come does not listen yet. */
async function pressFor(page: Page, key: string, opened: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key)
    await expect(opened).toBeVisible({ timeout: 1000 })
  }).toPass()
}

test('the palette finds a case by its number and its hash, a page by its name, and nothing where there is nothing', async ({
  browser,
}) => {
  const page = await openAs(browser, 'moderator')
  await page.goto('/queue?state=all')
  const first = page.getByRole('link', { name: /\.(jpg|png|wav|mp4)/ }).first()
  const number = /\/cases\/(\d+)/.exec((await first.getAttribute('href')) ?? '')?.[1] ?? ''
  await expect(page.getByRole('button', { name: /^Go to/ }).first()).toBeVisible()
  const field = page.getByRole('combobox', { name: /Case number/ })
  await pressFor(page, 'Control+k', field)
  await expect(field).toBeFocused()
  await field.fill(`#${number}`)
  await expect(page.getByRole('option', { name: new RegExp(`^Case ${number}`) })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await field.press('Enter')
  await page.waitForURL(new RegExp(`/cases/${number}$`))

  await pressFor(page, 'Control+k', field)
  await field.fill('f'.repeat(64))
  await expect(
    page.getByText('No case of your team holds or remembers a file with this SHA-256.').first(),
  ).toBeVisible()
  await field.fill('keyb')
  await field.press('Enter')
  await page.waitForURL(/\/settings\/keyboard$/)
})

test('the palette finds a case by a detection’s uuid, with dashes or without, and by the address its media came from', async ({
  browser,
  request,
}) => {
  test.setTimeout(120_000)
  const picture = await plain(71, 53).png().toBuffer()
  const host = process.env.JOURNEYS_RECEIVER ?? ''
  const place = await startReceiver(
    (response) => response.writeHead(200, { 'content-type': 'image/png' }).end(picture),
    Number(host.split(':')[1]),
  )
  const url = `http://${host}/pictures/fetched-by-address.png?size=full`
  const headers = { authorization: `Bearer ${keptKey()}` }
  try {
    const answer = await request.post('/api/v2/detect', { headers, multipart: { url } })
    expect(answer.status(), await answer.text()).toBe(200)
    const { uuid, docket } = (await answer.json()).item
    const page = await openAs(browser, 'moderator')
    const field = page.getByRole('combobox', { name: /Case number/ })
    const found = page.getByRole('option', { name: new RegExp(`^Case ${docket.case_number}\\b`) })
    for (const typed of [uuid, uuid.replaceAll('-', ''), url]) {
      await page.goto('/queue')
      await pressFor(page, 'Control+k', field)
      await field.fill(typed)
      await expect(found, typed).toHaveAttribute('aria-selected', 'true')
      await field.press('Enter')
      await page.waitForURL(new RegExp(`/cases/${docket.case_number}$`))
    }
    await pressFor(page, 'Control+k', field)
    await field.fill(`http://${host}/pictures/another.png`)
    await expect(page.getByText(/^No case of your team was opened from this address\./).first()).toBeVisible()
    await field.fill(crypto.randomUUID())
    await expect(page.getByText('No case of your team belongs to this id.').first()).toBeVisible()
    // The address is fetched after the answer; the place stands until then.
    const status = async () => (await (await request.get(`/api/v2/detect/${uuid}`, { headers })).json()).item.status
    await expect.poll(status, { timeout: 40_000 }).toBe('completed')
  } finally {
    await place.stop()
  }
})

test('nobody is led to a page that they may not open', async ({ browser }) => {
  const page = await openAs(browser, 'moderator')
  const field = page.getByRole('combobox', { name: /Case number/ })
  await pressFor(page, 'Control+k', field)
  await field.fill('audit')
  await expect(page.getByRole('option', { name: /Search all cases/ })).toBeVisible()
  await expect(page.getByRole('option', { name: /^Audit/ })).toHaveCount(0)
})

test('a person chooses another key; one with a use is refused with a sentence', async ({ browser }) => {
  const page = await openAs(browser, 'moderator')
  await page.goto('/settings/keyboard')
  const next = page.getByRole('button', { name: /^Next case/ })
  const save = page.getByRole('button', { name: 'Save the keys' })
  await next.click()
  await page.keyboard.press('p')
  await expect(page.getByText('“p” is already the key for “Pin as an exhibit”. One key has one use.')).toBeVisible()
  await expect(save).toBeDisabled()
  await next.click()
  await page.keyboard.press('w')
  // A link would lose it, and asks first.
  const asked = page.waitForEvent('dialog')
  const away = page.getByRole('link', { name: 'Submit', exact: true }).first().click()
  await (await asked).dismiss()
  await away
  await expect(next).toContainText('w')
  await save.click()
  await expect(page.getByText(/Your keys are saved/)).toBeVisible()

  // Another browser of theirs has it too, and the list says so.
  const other = await openAs(browser, 'moderator')
  await other.goto('/queue?state=all')
  await expect(other.getByRole('heading', { level: 1 })).toBeVisible()
  const sheet = other.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await pressFor(other, '?', sheet)
  await expect(sheet.getByRole('region', { name: 'On this page' })).toContainText(/Next case\s*w/)
  await other.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await other.keyboard.press('w')
  await expect(other.locator('[data-row]').first()).toBeFocused()

  await page.getByRole('button', { name: 'All as usual' }).click()
  await save.click()
  await expect(page.getByText(/Your keys are saved/).first()).toBeVisible()
  await expect(save).toBeDisabled()
})

test('keys rest in fields and dialogs, and can be switched off', async ({ browser }) => {
  const page = await openAs(browser, 'moderator')
  await page.goto('/queue?state=all')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  const search = page.getByRole('searchbox').first()
  await search.fill('wh')
  await search.press('?')
  await expect(search).toHaveValue('wh?')
  await expect(sheet).toBeHidden()
  await search.blur()
  await pressFor(page, '?', sheet)
  await sheet.getByRole('switch').click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(sheet).toBeHidden()
})
