import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { type Download, expect, type Page, test } from '@playwright/test'
import { keptKey, openAs, people } from '../support/desk'

test.describe.configure({ mode: 'serial' })

const entries = (page: Page) => page.getByRole('list', { name: 'Entries' }).getByRole('listitem')
const choose = (page: Page, facet: string, value: string | RegExp) =>
  page
    .getByRole('complementary', { name: 'Narrow the trail' })
    .getByRole('list', { name: facet })
    .getByRole('link', { name: value })

test('moderators are denied the trail: page, verification and export', async ({ browser }) => {
  const page = await openAs(browser, 'moderator')
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Audit' })).toHaveCount(0)
  await page.goto('/audit?type=case.decided')
  await expect(page.getByRole('heading', { name: 'Your role does not reach this page' })).toBeVisible()
  await expect(page.getByText('“Read the team’s trail” is for managers and admins.')).toBeVisible()
  const statuses = await page.evaluate(async () => {
    const ask = async (path: string) =>
      (await fetch(path, { method: 'POST', body: new URLSearchParams({ format: 'csv' }) })).status
    return [await ask('/api/audit/verify'), await ask('/api/audit/export')]
  })
  expect(statuses).toEqual([403, 403])
})

test('who looked at a case is in the trail, and does not drown its timeline', async ({ browser }) => {
  const moderator = await openAs(browser, 'moderator')
  await moderator.goto('/queue?state=all')
  await moderator
    .getByRole('link', { name: /photograph\.jpg|fine\.jpg/ })
    .first()
    .click()
  await expect(moderator.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  const number = /\/cases\/(\d+)/.exec(moderator.url())?.[1] ?? ''
  const picture = moderator.locator('img[src^="/api/media/"]').first()
  await expect(picture).toBeVisible()
  const source = (await picture.getAttribute('src')) ?? ''
  const byKey = await moderator.request.get(source, { headers: { authorization: `Bearer ${keptKey()}` } })
  expect(byKey.status()).toBe(200)

  const manager = await openAs(browser, 'manager')
  await manager.goto(`/audit?case=${number}&type=case.viewed&type=media.viewed&type=media.downloaded`)
  await expect(
    entries(manager).filter({ hasText: 'Case looked at' }).filter({ hasText: people.moderator.name }).first(),
  ).toBeVisible()
  await expect(entries(manager).filter({ hasText: 'Picture shown' }).first()).toBeVisible()
  const download = entries(manager).filter({ hasText: 'Media downloaded' }).first()
  await expect(download).toContainText('API key “ingest”')
  await download.getByText('Details').click()
  await expect(download.getByText('Over the API, with the key “ingest”')).toBeVisible()

  // Looks that follow one another are one item, which can be opened.
  await manager.goto(`/cases/${number}`)
  const folded = manager
    .getByRole('region', { name: 'Timeline' })
    .getByRole('listitem')
    .filter({ hasText: /Looked at \d+ times|Looked at twice/ })
  await expect(folded.first()).toBeVisible()
  await folded.first().getByText('Each look').click()
  await expect(
    folded
      .first()
      .getByText(/Picture shown|Case looked at/)
      .first(),
  ).toBeVisible()
})

test('the manager verifies the trail, and the result is kept with time and name', async ({ browser }) => {
  const page = await openAs(browser, 'manager')
  await page.goto('/audit')
  await page.getByRole('button', { name: 'Verify now' }).click()
  await expect(page.getByText('Every entry, hash and checkpoint fits')).toBeVisible({ timeout: 30_000 })
  await page.reload()
  const panel = page.getByRole('region', { name: 'The trail holds' })
  await expect(panel).toContainText(`by ${people.manager.name}`)
  await expect(panel).toContainText(/\d+ entries and \d+ signed checkpoints?: nothing was changed/)
  await expect(entries(page).filter({ hasText: 'Trail verified: nothing was changed' }).first()).toBeVisible()
})

test('facets narrow the trail, the address holds them, and an entry shows what proves it', async ({ browser }) => {
  const page = await openAs(browser, 'manager')
  await page.goto('/audit')
  await choose(page, 'Cases', /^Case opened/).click()
  await expect(page).toHaveURL(/type=case\.opened/)
  await choose(page, 'Who', new RegExp(people.moderator.name)).click()
  await expect(page).toHaveURL(/who=member/)
  await choose(page, 'Period', /Last 24 hours/).click()
  await expect(page).toHaveURL(/period=day/)
  const shown = await page.getByRole('heading', { level: 2, name: /entr(y|ies)$/ }).innerText()
  expect(await entries(page).count()).toBe(Math.min(50, Number.parseInt(shown.replaceAll(',', ''), 10)))
  for (const text of await entries(page).allInnerTexts()) expect(text).toContain('Case opened')

  const address = page.url()
  const other = await openAs(browser, 'admin')
  await other.goto(address)
  await expect(other.getByRole('heading', { level: 2, name: shown })).toBeVisible()

  const first = entries(page).first()
  await first.getByText('Details').click()
  await expect(first.getByText('Hash to this leaf')).toBeVisible()
  await expect(first.getByText(/^Signed .* over \d/)).toBeVisible()
  await first.getByText('Raw entry, as it was hashed').click()
  await expect(first.locator('pre')).toContainText('"type":"case.opened"')
  // An entry has an address of its own, at which it is open.
  await first.getByRole('link', { name: /^[0-9a-f-]{36}$/ }).click()
  await expect(page).toHaveURL(/\/audit\?entry=/)
  await expect(entries(page)).toHaveCount(1)
  await expect(page.getByText('Hash to this leaf')).toBeVisible()
  await page.goto(address)

  await page
    .getByRole('list', { name: 'Narrowed by' })
    .getByRole('link', { name: /^Case opened/ })
    .click()
  await expect(page).not.toHaveURL(/type=/)
  await page.goto('/audit?type=batch.opened&case=1')
  await expect(page.getByRole('heading', { name: 'Nothing in the trail fits' })).toBeVisible()
})

test('a filter is saved for the team, found by the admin, and removed', async ({ browser }) => {
  const page = await openAs(browser, 'manager')
  await page.goto('/audit?type=member.sign_in_failed&period=week')
  await page.getByRole('button', { name: 'Save view' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Failed sign-ins')
  await page.getByRole('radio', { name: /Everyone in the team/ }).click()
  await page.getByRole('button', { name: 'Save the view' }).click()
  await expect(
    page.getByRole('navigation', { name: 'Saved views' }).getByRole('link', { name: /^Failed sign-ins/ }),
  ).toBeVisible()

  await page.getByRole('button', { name: 'Save view' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('failed SIGN-INS')
  await page.getByRole('button', { name: 'Save the view' }).click()
  await expect(page.getByRole('dialog').getByText(/already/)).toBeVisible()

  const admin = await openAs(browser, 'admin')
  await admin.goto('/audit')
  const views = admin.getByRole('navigation', { name: 'Saved views' })
  await views.getByRole('link', { name: /^Failed sign-ins/ }).click()
  await expect(admin).toHaveURL(/type=member\.sign_in_failed&period=week/)
  await expect(views.getByRole('link', { name: /^Failed sign-ins/ })).toHaveAttribute('aria-current', 'page')
  await admin.getByRole('button', { name: 'More on the view “Failed sign-ins”' }).click()
  await admin.getByRole('menuitem', { name: 'Remove this view' }).click()
  await expect(views).toHaveCount(0)
})

test('the trail is exported as CSV, and as JSON Lines that verify without Docket', async ({ browser }, info) => {
  const page = await openAs(browser, 'manager')
  await page.goto('/audit?type=case.opened')
  const csv = fs.readFileSync(await (await exported(page, 'CSV')).path(), 'utf8')
  expect(csv).toMatch(/^\uFEFFposition,id,at,type,event,/)
  expect(csv.match(/,case\.opened,/g)?.length).toBeGreaterThan(0)
  expect(csv).not.toContain(',case.decided,')
  expect(csv).not.toContain(people.moderator.name)

  for (const address of ['/audit', '/audit?type=case.opened']) {
    await page.goto(address)
    const file = info.outputPath(`trail-${address.length}.jsonl`)
    await (await exported(page, 'JSON Lines, to be verified')).saveAs(file)
    expect(verify(file).code, address).toBe(0)
    // One sign of one entry, as if somebody had not been there.
    const forged = fs.readFileSync(file, 'utf8').replace('"type":"case.opened"', '"type":"case.closed"')
    fs.writeFileSync(`${file}.forged`, forged)
    const found = verify(`${file}.forged`)
    expect(found.code, address).not.toBe(0)
  }
  await page.goto('/audit?type=trail.exported')
  for (const said of await entries(page).allInnerTexts()) expect(said).toContain(people.manager.name)
  expect(await entries(page).count()).toBeGreaterThanOrEqual(3)
})

test('on a phone the same choices come from the edge', async ({ browser }) => {
  const page = await openAs(browser, 'manager', { viewport: { width: 390, height: 844 } })
  await page.goto('/audit')
  await page.getByRole('button', { name: 'Narrow' }).click()
  await page.getByRole('dialog').getByRole('list', { name: 'Through' }).getByRole('link', { name: /^API/ }).click()
  await expect(page).toHaveURL(/via=api/)
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('button', { name: 'Narrow (1)' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
})

async function exported(page: Page, format: string): Promise<Download> {
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: format }).click()
  const coming = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export' }).click()
  return coming
}

function verify(file: string): { code: number; printed: string } {
  try {
    return { code: 0, printed: execFileSync(process.execPath, ['bin/docket-verify.mjs', file], { encoding: 'utf8' }) }
  } catch (error) {
    const { status, stdout } = error as { status: number | null; stdout: string }
    return { code: status ?? -1, printed: stdout }
  }
}
