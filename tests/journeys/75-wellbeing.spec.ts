import { expect, type Page, test } from '@playwright/test'
import { openAs } from '../support/desk'

test.describe.configure({ mode: 'serial' })

const shields = (page: Page) => page.locator('main [data-shield]')
const states = (page: Page) => shields(page).evaluateAll((all) => all.map((one) => one.getAttribute('data-shield')))
const kept = (page: Page) => expect(page.getByText(/^Kept\./).first()).toBeVisible()

/** What the desk and everybody in it begin with again, whatever happened here. */
async function putBack(page: Page): Promise<void> {
  await page.goto('/settings/desk')
  const blur = page.getByRole('switch', { name: 'Blur' })
  if (await blur.isChecked()) await blur.click()
  await page.getByLabel('Daily limit').fill('')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await kept(page)
}

/** The first case with a picture, by whatever name it has here. */
async function openPicture(page: Page): Promise<void> {
  await page.goto('/queue?state=all&type=image&q=splice')
  await page
    .getByRole('link', { name: /splice\.jpg/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
}

test('an admin blurs the desk; a number that cannot be is refused beside its field', async ({ browser }) => {
  const page = await openAs(browser, 'admin')
  await page.goto('/settings/desk')
  await page.getByRole('switch', { name: 'Blur' }).click()
  await page.getByLabel('Daily limit').fill('a lot')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Enter whole minutes, from 1 to 1440.')).toBeVisible()
  await expect(page.getByLabel('Daily limit')).toBeFocused()
  await page.getByLabel('Daily limit').fill('240')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await kept(page)
})

test('lists and viewers are blurred; “Show” shows one file, and the trail says who was shown it', async ({
  browser,
}) => {
  const moderator = await openAs(browser, 'moderator')
  await moderator.goto('/queue?state=all')
  await expect(shields(moderator).first()).toBeVisible()
  expect(new Set(await states(moderator))).toEqual(new Set(['blurred']))
  await expect(moderator.getByRole('button', { name: 'Show what is blurred' })).toHaveCount(0)

  await openPicture(moderator)
  const show = moderator.getByRole('button', { name: 'Show what is blurred' })
  await show.focus()
  await moderator.keyboard.press('Enter')
  // The focus stays on the button, which now does the opposite.
  await expect(moderator.getByRole('button', { name: 'Blur again' })).toBeFocused()
  expect(await states(moderator)).toContain('clear')
  const number = /\/cases\/(\d+)/.exec(moderator.url())?.[1] ?? ''

  const manager = await openAs(browser, 'manager')
  const entries = manager.getByRole('list', { name: 'Entries' }).getByRole('listitem')
  await expect(async () => {
    await manager.goto(`/audit?case=${number}&type=media.unblurred`)
    await expect(entries.filter({ hasText: 'Blur lifted' }).first()).toBeVisible({ timeout: 2000 })
  }).toPass()
})

test('`b` and `g` turn the switches; where the trail cannot be told, the blur comes back', async ({ browser }) => {
  const page = await openAs(browser, 'moderator')
  await openPicture(page)
  const pressed = (name: string) =>
    page.getByRole('group', { name: 'How media is shown' }).getByRole('button', { name })
  await page.keyboard.press('g')
  await expect(pressed('Grey')).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('b')
  await expect(pressed('Blur')).toHaveAttribute('aria-pressed', 'false')
  await expect(page.getByRole('status').filter({ hasText: 'Blur off' })).toHaveCount(1)

  await page.reload()
  await expect(page.getByRole('button', { name: 'Show what is blurred' })).toBeVisible()
  await page.route('**/cases/*', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
  await page.getByRole('button', { name: 'Show what is blurred' }).click()
  await expect(page.getByText('It is blurred again: the server could not be told that it was shown.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Show what is blurred' })).toBeVisible()
})

test('a person chooses otherwise for themselves, and sees their own time with media', async ({ browser }) => {
  const page = await openAs(browser, 'moderator')
  await page.goto('/settings/preferences')
  await page.getByLabel('Blur').selectOption('Off')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await kept(page)
  await openPicture(page)
  await expect(shields(page).first()).toHaveAttribute('data-shield', 'clear')
  await expect(page.getByRole('button', { name: 'Show what is blurred' })).toHaveCount(0)
  await page.goto('/settings/preferences')
  await page.getByText('The figures as a table').click()
  await expect(page.getByRole('region', { name: 'Your time with media by day' }).getByRole('row')).toHaveCount(15)
  await page.getByLabel('Blur').selectOption({ index: 0 })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await kept(page)
})

test('moderators do not set the desk, managers read it', async ({ browser }) => {
  const moderator = await openAs(browser, 'moderator')
  await moderator.goto('/settings/desk')
  await expect(moderator.getByRole('heading', { name: 'Your role does not reach this page' })).toBeVisible()
  const manager = await openAs(browser, 'manager')
  await manager.goto('/settings/desk')
  await expect(manager.getByText('Admins of the team can change this.')).toBeVisible()
  await expect(manager.getByRole('switch', { name: 'Blur' })).toBeDisabled()
})

test('the desk is left as it was', async ({ browser }) => {
  await putBack(await openAs(browser, 'admin'))
})
