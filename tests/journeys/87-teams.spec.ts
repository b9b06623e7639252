import { expect as anyExpect, type Page, test } from '@playwright/test'
import { openAs } from '../support/desk'

/* One person in two teams, in two tabs of one browser. Ends in the team it began in: the next sign-in leads there. */

const expect = anyExpect.configure({ timeout: 30_000 })

test.describe.configure({ mode: 'serial', timeout: 120_000 })

const made = 'Night desk of the journeys'
let page: Page
let first = ''

const switcher = (tab: Page) => tab.getByRole('button', { name: 'Change the team' })

test.beforeAll(async ({ browser }) => {
  page = await openAs(browser, 'admin')
})
test.afterAll(() => page.context().close())

async function teamName(tab: Page): Promise<string> {
  await tab.goto('/settings/team')
  return tab.getByLabel('Name', { exact: true }).inputValue()
}

test('an admin makes another team in the header and is in it, in every tab', async () => {
  first = await teamName(page)
  const other = await page.context().newPage()
  await other.goto('/queue')
  await switcher(page).click()
  await page.getByRole('menuitem', { name: 'New team…' }).click()
  await page.getByRole('dialog', { name: 'New team' }).getByLabel('Name', { exact: true }).fill(made)
  await page.getByRole('button', { name: 'Make the team' }).click()
  await expect(switcher(page)).toContainText(made)
  await expect(switcher(other)).toContainText(made)
  await other.close()
  await page.goto('/audit')
  await expect(page.getByRole('main')).toBeVisible()
  await page.goto('/cases/1')
  await expect(page.getByRole('heading', { level: 1 })).not.toContainText('#1')
})

test('the team’s name is changed on its page, and is in the header', async () => {
  await page.goto('/settings/team')
  await page.getByLabel('Name', { exact: true }).fill(`${made}, renamed`)
  await page.getByRole('button', { name: /^(Save|Keep)/ }).click()
  await expect(page.getByText('Kept.', { exact: true })).toBeVisible()
  await page.reload()
  await expect(switcher(page)).toContainText('renamed')
})

test('the menu leads back, with the role they have there', async () => {
  await switcher(page).click()
  await expect(page.getByRole('menuitemradio')).toHaveCount(2)
  await page.getByRole('menuitemradio', { name: new RegExp(first) }).click()
  await expect(switcher(page)).toContainText(first)
  expect(await teamName(page)).toBe(first)
})
