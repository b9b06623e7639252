import { execFileSync } from 'node:child_process'
import fs from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { openAs } from '../support/desk'
import { unzip, writeFiles } from '../support/unzip'

test.describe.configure({ timeout: 180_000 })

async function openDecided(page: Page): Promise<void> {
  await page.goto('/queue?state=decided')
  await page
    .getByRole('link', { name: /splice\.jpg/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('splice.jpg')
}

/** The panel to export from, once what was decided a moment ago cannot be taken back any more. */
async function exportPanel(page: Page) {
  const panel = page.getByRole('region', { name: 'Export' })
  await expect(panel.getByRole('button', { name: 'Export evidence…' })).toBeVisible({ timeout: 90_000 })
  return panel
}

async function download(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [got] = await Promise.all([page.waitForEvent('download'), press()])
  return { name: got.suggestedFilename(), bytes: await fs.readFile(await got.path()) }
}

test('a manager takes the evidence of a case out, and it verifies on its own', async ({ browser }, testInfo) => {
  const page = await openAs(browser, 'manager')
  await openDecided(page)
  const panel = await exportPanel(page)
  await panel.getByRole('button', { name: 'Export evidence…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: /Include the media/ }).click()
  const { name, bytes } = await download(page, () => dialog.getByRole('button', { name: 'Download' }).click())
  expect(name).toMatch(/^case-\d+-evidence\.zip$/)
  await expect(dialog).toBeHidden()
  const files = await unzip(bytes)
  expect([...files.keys()].filter((file) => file.startsWith('media/original-'))).toHaveLength(1)
  const folder = testInfo.outputPath('evidence')
  await writeFiles(folder, files)
  const says = execFileSync(process.execPath, ['docket-verify.mjs', '.'], { cwd: folder, encoding: 'utf8' })
  expect(says).toContain('Verified.')
})

test('the statement of reasons names no one and says what is left to fill in', async ({ browser }) => {
  const page = await openAs(browser, 'manager')
  await openDecided(page)
  const panel = await exportPanel(page)
  const json = await download(page, () => panel.getByRole('button', { name: 'Statement of reasons as JSON' }).click())
  const statement = JSON.parse(json.bytes.toString())
  expect(statement.statement.automated_decision).toBe('AUTOMATED_DECISION_PARTIALLY')
  expect(statement.statement.decision_facts).toContain('The boat’s edges were saved')
  expect(statement.to_complete.map(({ field }: { field: string }) => field)).toContain('decision_ground')
  expect(json.bytes.toString()).not.toContain('Mo Moderator')

  await page.goto('/audit')
  await page.getByRole('button', { name: 'Statements' }).click()
  const dialog = page.getByRole('dialog')
  const csv = await download(page, () => dialog.getByRole('button', { name: 'Download' }).click())
  expect(csv.name).toMatch(/^statements-of-reasons-.*\.csv$/)
  expect(csv.bytes.toString()).toContain('The boat’s edges were saved')
})

test('a moderator is offered no exports', async ({ browser }) => {
  const page = await openAs(browser, 'moderator')
  await openDecided(page)
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Export' })).toHaveCount(0)
})
