import { type Page, test } from '@playwright/test'
import { openAs, people } from '../support/desk'
import { handIn, numberOf } from '../support/desk-work'
import { expect } from '../support/patient'

/* Which queues are one's own, and how Home is found when somebody is named. */

test.describe.configure({ timeout: 180_000 })

const made = ['Elections', 'Weather']

async function saveOwn(page: Page, chosen: string[]): Promise<void> {
  await page.goto('/settings/preferences')
  const boxes = page.getByRole('group', { name: 'Your queues' }).getByRole('checkbox')
  await expect(boxes.first()).toBeVisible()
  for (const box of await boxes.all()) await box.uncheck()
  for (const name of chosen) await page.getByRole('checkbox', { name, exact: true }).check()
  await page.getByRole('button', { name: 'Save your queues' }).click()
  await expect(page.getByText('Kept. Your queues stand first from now on.')).toBeVisible()
}

test('who chooses their queues has them first on Home, the others folded; who chooses none has them all', async ({
  browser,
}) => {
  const admin = await openAs(browser, 'admin')
  await admin.goto('/settings/queues')
  for (const name of made) {
    await admin.getByRole('button', { name: 'New queue' }).click()
    await admin.getByRole('dialog').getByLabel('Name').fill(name)
    await admin.getByRole('dialog').getByRole('button', { name: 'Make the queue' }).click()
    await expect(admin.getByRole('link', { name, exact: true })).toBeVisible()
  }

  const page = await openAs(browser, 'moderator')
  await saveOwn(page, ['Elections'])
  await page.reload()
  await expect(page.getByRole('checkbox', { name: 'Elections', exact: true })).toBeChecked()
  await expect(page.getByRole('checkbox', { name: 'Weather', exact: true })).not.toBeChecked()

  await page.goto('/')
  const own = page.getByRole('region', { name: 'Your queues' })
  await expect(own.getByRole('link', { name: 'Elections', exact: true })).toBeVisible()
  await expect(own.getByRole('link', { name: 'Weather', exact: true })).toBeHidden()
  await own.getByText(/^(One other queue|\d+ other queues), [\d,]+ waiting$/).click()
  await expect(own.getByRole('link', { name: 'Weather', exact: true })).toBeVisible()
  await own.getByRole('link', { name: 'Change which queues are yours' }).click()
  await page.waitForURL(/\/settings\/preferences#own-queues$/)
  await expect(page.getByRole('group', { name: 'Your queues' })).toBeInViewport()

  // Nobody else's Home is another.
  const manager = await openAs(browser, 'manager')
  await manager.goto('/')
  const all = manager.getByRole('region', { name: 'Queues', exact: true })
  for (const name of made) await expect(all.getByRole('link', { name, exact: true })).toBeVisible()

  await saveOwn(page, [])
  await page.goto('/')
  await expect(
    page.getByRole('region', { name: 'Queues', exact: true }).getByRole('link', { name: 'Weather', exact: true }),
  ).toBeVisible()
  await admin.goto('/settings/queues')
  for (const name of made) {
    await admin.getByRole('button', { name: `Archive “${name}”` }).click()
    await admin.getByRole('button', { name: 'Archive it' }).click()
    await expect(admin.getByRole('link', { name, exact: true })).toHaveCount(0)
  }
})

test('who is named in a note finds it counted at Home’s link on any page, until it was seen', async ({
  browser,
  request,
}) => {
  await handIn(request, ['named-1.png'])
  const named = await openAs(browser, 'admin')
  await named.goto('/settings/keyboard')
  const home = named.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Home/ }).first()
  await expect(home).toBeVisible()
  const before = Number(/\d+/.exec((await home.textContent()) ?? '')?.[0] ?? 0)

  const page = await openAs(browser, 'moderator')
  const number = await numberOf(page, 'named-1.png')
  await page.goto(`/cases/${number}`)
  await expect(page.getByRole('form', { name: 'Decision' })).toBeVisible()
  const note = page.getByRole('textbox', { name: /^Note/ })
  await note.focus()
  await page.keyboard.type('A second pair of eyes? @ada')
  await expect(page.getByRole('option', { name: people.admin.name })).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('region', { name: 'Notes' }).getByRole('listitem')).toContainText('@Ada Admin')

  const words = before === 0 ? '1 note names you' : `${before + 1} notes name you`
  await expect(home).toContainText(words)
  await named.goto('/settings/preferences')
  await expect(home).toContainText(words)
  await home.click()
  await expect(named.getByRole('main')).toContainText('A second pair of eyes?')
})
