import fs from 'node:fs'
import { expect as anyExpect, type Page, test } from '@playwright/test'
import { confirmIdentity, openAs, people, stepUp } from '../support/desk'
import { handIn, numberOf } from '../support/desk-work'
import { faultsInEveryLook } from '../support/looks'
import { makeStale } from '../support/make-stale'

/* An open browser is not enough: what it could take out, destroy or come back with is asked for once more, and goes on by itself. */

const expect = anyExpect.configure({ timeout: 20_000 })

test.describe.configure({ mode: 'serial', timeout: 180_000 })

const toasts = (page: Page) => page.locator('[data-sonner-toast]')

test('making a key asks; who turns back finds all as it was, a wrong password is refused, the right one goes on', async ({
  browser,
}) => {
  const page = await openAs(browser, 'admin')
  await page.goto('/settings/keys')
  await makeStale('admin')
  await page.getByRole('button', { name: 'Create a key' }).click()
  await page.getByLabel('Name', { exact: true }).fill('made after a proof')
  await page.getByRole('button', { name: 'Create the key' }).click()

  const asked = stepUp(page)
  await expect(asked).toBeVisible()
  await expect(asked.getByText(people.admin.email)).toBeVisible()
  await expect(asked.getByLabel('Password', { exact: true })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(asked).toHaveCount(0)
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('made after a proof')
  await expect(page.getByRole('button', { name: 'Create the key' })).toBeFocused()
  await expect(toasts(page)).toHaveCount(0)

  await page.getByRole('button', { name: 'Create the key' }).click()
  await asked.getByLabel('Password', { exact: true }).fill('not my password at all')
  await page.keyboard.press('Enter')
  await expect(asked.getByText('That is not your password. Check it and try again.')).toBeVisible()
  await expect(asked.getByRole('button', { name: 'Confirm', exact: true })).toHaveAttribute('aria-disabled', 'false')
  await expect(asked.getByLabel('Password', { exact: true })).toBeFocused()
  await confirmIdentity(page, 'admin')
  await expect(page.getByRole('heading', { name: 'The key “made after a proof”' })).toBeVisible()
  await page.getByRole('button', { name: 'I have copied it' }).click()

  // For ten minutes nothing more is asked.
  await page.getByRole('button', { name: 'Revoke made after a proof' }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Revoke/ })
    .click()
  await expect(page.getByRole('alertdialog')).toHaveCount(0)
  await expect(asked).toHaveCount(0)
  await page.context().close()
})

test('exporting the trail asks before the download begins, and it begins by itself', async ({ browser }) => {
  const page = await openAs(browser, 'manager')
  await page.goto('/audit')
  await makeStale('manager')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click()
  await expect(stepUp(page)).toBeVisible()
  const download = page.waitForEvent('download')
  await confirmIdentity(page, 'manager')
  const csv = fs.readFileSync(await (await download).path(), 'utf8')
  expect(csv).toMatch(/^\uFEFFposition,id,at,type,event,/)
  await expect(page).toHaveURL(/\/audit$/)
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await makeStale('manager')
  const answer = await page.request.post('/api/audit/export', {
    form: { format: 'csv', query: '' },
    headers: { origin: new URL(page.url()).origin },
  })
  expect(answer.status()).toBe(403)
  expect((await answer.json()).message).toMatch(/^Confirm first that it is you/)
  await page.context().close()
})

test('ordering a deletion asks, and keeps what was typed until it is known who orders it', async ({
  browser,
  request,
}) => {
  await handIn(request, ['to-be-deleted.png'])
  const page = await openAs(browser, 'manager')
  const number = await numberOf(page, 'to-be-deleted.png')
  await page.goto(`/cases/${number}`)
  await makeStale('manager')
  await page.getByRole('button', { name: 'Retention of this case' }).click()
  await page.getByRole('menuitem', { name: /Delete the media now/ }).click()
  const order = page.getByRole('dialog', { name: /^Delete the media of case/ })
  await order.getByLabel('Why').fill('Handed in by mistake.')
  await order.getByLabel(/^Type \d+/).fill(String(number))
  await order.getByRole('button', { name: 'Delete it now' }).click()
  await expect(stepUp(page)).toBeVisible()
  await stepUp(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(order.getByLabel('Why')).toHaveValue('Handed in by mistake.')
  await order.getByRole('button', { name: 'Delete it now' }).click()
  await confirmIdentity(page, 'manager')
  await expect(order).toHaveCount(0)
  await expect(page.getByText(/deleted on .* as a manager ordered/).first()).toBeVisible({ timeout: 60_000 })

  await page.goto('/audit?type=member.proved')
  await expect(page.getByRole('list', { name: 'Entries' }).getByRole('listitem').first()).toContainText(
    people.manager.name,
  )
  await page.context().close()
})

test('the question has no accessibility violation, in every look', async ({ browser }) => {
  const page = await openAs(browser, 'admin')
  await page.goto('/settings/keys')
  await makeStale('admin')
  await page.getByRole('button', { name: 'Create a key' }).click()
  await page.getByLabel('Name', { exact: true }).fill('never made')
  await page.getByRole('button', { name: 'Create the key' }).click()
  await stepUp(page).getByRole('button', { name: 'Confirm', exact: true }).click()
  await expect(stepUp(page).getByText('Enter your password.')).toBeVisible()
  expect(await faultsInEveryLook(page)).toEqual([])
  await page.context().close()
})
