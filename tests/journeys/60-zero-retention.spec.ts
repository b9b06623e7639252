import crypto from 'node:crypto'
import fs from 'node:fs'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { openAs, sample } from '../support/desk'
import { expectAccessible } from '../support/looks'

/* Media that must not be kept, from the switch on Submit to the receipt; the window is shortened to two minutes meanwhile. */

test.describe.configure({ mode: 'serial', timeout: 400_000 })

let zeroCase = 0
let keptCase = 0
let erasedCase = 0

test.beforeAll(({ browser }) => setWindow(browser, '2', 'minutes'))
test.afterAll(({ browser }) => setWindow(browser, '24', 'hours'))

async function setWindow(browser: Parameters<typeof openAs>[0], amount: string, unit: string): Promise<void> {
  const page = await openAs(browser, 'admin')
  await page.goto('/settings/retention')
  const portal = page.getByRole('group', { name: 'Handed in on the portal' })
  await portal.getByLabel('May be looked at for', { exact: true }).fill(amount)
  await portal.getByRole('combobox').selectOption(unit)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(/Kept\. It holds for what is handed in from now on/)).toBeVisible()
  await page.context().close()
}

/** Hands a file in and answers its case's number. */
async function handIn(page: Page, file: string, zeroRetention: boolean): Promise<number> {
  await page.goto('/submit')
  const choice = page.getByRole('switch', { name: 'Zero retention' })
  await expect(choice).toBeVisible()
  if (zeroRetention) {
    await choice.click()
    await expect(page.getByText(/Deleted 2 minutes after you hand it in/)).toBeVisible()
    await expect(page.getByText(/verdict, scores and measurements/)).toBeVisible()
  }
  await page.getByLabel('Files to hand in').setInputFiles(sample(file))
  const link = page.getByRole('link', { name: /^Case \d+/ }).first()
  await expect(link).toBeVisible({ timeout: 30_000 })
  return Number(/\d+/.exec((await link.textContent()) ?? '')?.[0])
}

/** Orders something through the case's menu. */
async function order(page: Page, item: string, reason: string, fill?: (dialog: Locator) => Promise<void>) {
  await page.getByRole('button', { name: 'Retention of this case' }).click()
  await page.getByRole('menuitem', { name: item }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Why').fill(reason)
  await fill?.(dialog)
  return dialog
}

test('a moderator hands in with zero retention, sees the deadline and decides in time', async ({ browser }) => {
  const page = await openAs(browser, 'moderator')
  zeroCase = await handIn(page, 'stable-diffusion.png', true)
  await page.goto(`/cases/${zeroCase}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('stable-diffusion.png')
  await expect(page.getByText(/^Media goes in ([12] min|under a minute)/).first()).toBeVisible()
  await expect(page.getByRole('region', { name: 'Verdict of the engine' })).toBeVisible({ timeout: 60_000 })
  const panel = page.getByRole('region', { name: 'Retention' })
  await panel.getByText('What will survive').click()
  await expect(panel.getByText(/The decision, with the reason/)).toBeVisible()
  // Nothing of it is for those who oversee alone.
  await expect(page.getByRole('button', { name: 'Retention of this case' })).toHaveCount(0)

  const queue = await page.context().newPage()
  await queue.goto('/queue')
  await queue.getByRole('link', { name: /Before it is gone/ }).click()
  await expect(queue).toHaveURL(/state=deadline/)
  await expect(queue.getByRole('link', { name: /stable-diffusion\.png/ })).toBeVisible()
  await expect(queue.getByText(/^Media goes/).first()).toBeVisible()
  await queue.goto('/')
  await expect(queue.getByRole('region', { name: 'Decide before it is gone' })).toContainText('stable-diffusion.png')

  const form = page.getByRole('form', { name: 'Decision' })
  await form.getByRole('radio', { name: 'Synthetic' }).check()
  await form.getByLabel('Reason').fill('Its own parameters say which generator made it.')
  await form.getByRole('button', { name: 'Submit', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Timeline' }).getByText(/Its own parameters say/)).toBeVisible()
})

test('while nobody decides, a manager deletes, holds, and asks for an erasure that another person confirms', async ({
  browser,
}) => {
  const manager = await openAs(browser, 'manager')
  keptCase = await handIn(manager, 'photograph.jpg', false)
  await manager.goto(`/cases/${keptCase}`)
  await expect(manager.getByRole('region', { name: 'Verdict of the engine' })).toBeVisible({ timeout: 60_000 })
  let dialog = await order(manager, 'Set a legal hold', 'A court asked for it.')
  await dialog.getByRole('button', { name: 'Set the hold' }).click()
  await expect(manager.getByText('Under a legal hold', { exact: true })).toBeVisible()
  await manager.getByRole('button', { name: 'Retention of this case' }).click()
  await expect(manager.getByRole('menuitem', { name: /Delete the media now/ })).toBeDisabled()
  await manager.keyboard.press('Escape')
  dialog = await order(manager, 'Lift the legal hold', 'The court has decided.')
  await dialog.getByRole('button', { name: 'Lift the hold' }).click()
  await expect(manager.getByText('Under a legal hold', { exact: true })).toHaveCount(0)

  dialog = await order(manager, 'Delete the media now', 'Handed in by mistake.', (open) =>
    open.getByLabel(/^Type \d+/).fill('0'),
  )
  await dialog.getByRole('button', { name: 'Delete it now' }).click()
  await expect(dialog.getByText(/nothing was done/)).toBeVisible()
  await expect(dialog.getByLabel(/^Type \d+/)).toBeFocused()
  await dialog.getByLabel(/^Type \d+/).fill(String(keptCase))
  await dialog.getByRole('button', { name: 'Delete it now' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(manager.getByText(/deleted on .* as a manager ordered/).first()).toBeVisible({ timeout: 60_000 })

  erasedCase = await handIn(manager, 'splice.jpg', false)
  await manager.goto(`/cases/${erasedCase}`)
  await expect(manager.getByRole('region', { name: 'Verdict of the engine' })).toBeVisible({ timeout: 60_000 })
  dialog = await order(manager, 'Ask for an erasure', 'The person shown asks for it.')
  await dialog.getByRole('button', { name: 'Ask for it' }).click()
  await expect(manager.getByText('You asked for its erasure')).toBeVisible()
  await expect(manager.getByRole('button', { name: 'Confirm the erasure' })).toHaveCount(0)

  const admin = await openAs(browser, 'admin')
  await admin.goto('/retention')
  await admin.getByRole('link', { name: `Confirm or refuse on case ${erasedCase}` }).click()
  await expect(admin.getByText('Max Manager asked for its erasure')).toBeVisible()
  await admin.getByRole('button', { name: 'Confirm the erasure' }).click()
  dialog = admin.getByRole('dialog')
  await dialog.getByLabel(/^Type \d+/).fill(String(erasedCase))
  await dialog.getByRole('button', { name: 'Erase it' }).click()
  await expect(admin.getByText(/deleted on .* after a request for erasure/).first()).toBeVisible({ timeout: 60_000 })
})

test('at the deadline the media goes by itself: the case stays whole, and the receipt proves every copy', async ({
  browser,
}) => {
  const page = await openAs(browser, 'manager')
  const broken: string[] = []
  page.on('response', (response) => {
    if (response.url().includes('/api/media/') && response.status() >= 400) broken.push(response.url())
  })
  await page.goto(`/cases/${zeroCase}`)
  await expect(page.getByText(/The media was deleted on .*, as asked/)).toBeVisible({ timeout: 260_000 })
  broken.length = 0
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).not.toContainText('stable-diffusion')
  await expect(page.getByRole('region', { name: 'Verdict of the engine' })).toContainText('Fake')
  await expect(page.getByRole('region', { name: 'Decision' })).toContainText('Its own parameters say which generator')
  for (const name of ['Evidence', 'File', 'Provenance and metadata'])
    await expect(page.getByRole('region', { name, exact: true })).toContainText(/deleted on .* under zero retention/)
  expect(broken).toEqual([])
  expect(await page.content()).not.toContain('stable-diffusion.png')

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Retention' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Retention' })).toBeVisible()
  await page.getByRole('link', { name: `Receipt of case ${zeroCase}` }).click()
  await expect(page.getByRole('heading', { level: 1, name: `Receipt of case ${zeroCase}` })).toBeVisible()
  await expect(page.getByText('Complete', { exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Key of the case' })).toBeVisible()
  await expect(page.getByText(/At position [\d,]+, under the signed checkpoint/)).toBeVisible({ timeout: 20_000 })
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download JSON' }).click(),
  ])
  expect(download.suggestedFilename()).toBe(`case-${zeroCase}-receipt.json`)
  const bytes = fs.readFileSync(await download.path())
  await expect(page.getByText(crypto.createHash('sha256').update(bytes).digest('hex'))).toBeVisible()
  const receipt = JSON.parse(bytes.toString('utf8'))
  expect(receipt).toMatchObject({ v: 1, number: zeroCase, reason: 'zero_retention' })
  const unproven = receipt.copies.filter(
    ({ required, proof }: { required: boolean; proof: string }) => required && proof === 'not_covered',
  )
  expect(unproven).toEqual([])
})

test('a moderator sees neither the page nor a receipt', async ({ browser }) => {
  const page = await openAs(browser, 'moderator')
  for (const place of ['/retention', `/retention/${zeroCase}`]) {
    await page.goto(place)
    await expect(page.getByRole('heading', { name: 'Your role does not reach this page' })).toBeVisible()
  }
  await page.goto(`/cases/${zeroCase}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Receipt' })).toHaveCount(0)
})

// The pages themselves are looked at in 30-accessibility; these are what only these cases can show.
test('the menu, the question and a receipt have no accessibility violation', async ({ browser }) => {
  const page = await openAs(browser, 'admin')
  const due = await handIn(page, 'speech.wav', true)
  for (const place of [`/retention/${zeroCase}`, `/retention/${due}`, `/cases/${erasedCase}`]) {
    await page.goto(place)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page, place)
  }
  await page.goto(`/cases/${due}`)
  await page.getByRole('button', { name: 'Retention of this case' }).click()
  await expectAccessible(page, 'the menu', { menu: true })
  await page.getByRole('menuitem', { name: /Delete the media now/ }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, 'the dialog')
})
