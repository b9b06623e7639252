import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import postgres from 'postgres'
import sharp from 'sharp'
import { findEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import { whileCasesAreHeld } from './hold-cases'

/* States of pages that only come about when something else happens meanwhile. */

/** A case that is somebody else's is chosen and given back: what became of it is said, and that it was refused. */
export const givingBackRefused = (number: number) => async (page: Page) => {
  await page.getByRole('checkbox', { name: `Choose case ${number}`, exact: true }).check()
  const bar = page.getByRole('region', { name: 'Chosen cases' })
  await bar.getByRole('button', { name: 'Give back' }).click()
  await expect(bar.getByRole('list', { name: 'What became of each case' })).toContainText('You are not working on')
}

/** While the focus is in the list a picture is handed in from another window; its row waits in the bar over the list. */
export async function newCaseWaits(page: Page): Promise<void> {
  const rows = page.getByRole('list', { name: 'Cases' }).locator('[data-row]')
  await rows.first().focus()
  const other = await page.context().newPage()
  await other.goto('/submit')
  const [red, green, blue] = crypto.getRandomValues(new Uint8Array(3))
  const background = { r: red ?? 0, g: green ?? 0, b: blue ?? 0 }
  const buffer = await sharp({ create: { width: 400, height: 300, channels: 3, background } })
    .png()
    .toBuffer()
  await other.getByLabel('Files to hand in').setInputFiles({ name: 'arrives.png', mimeType: 'image/png', buffer })
  await expect(page.getByRole('button', { name: /^Show \d+ new cases?$/ })).toBeVisible({ timeout: 60_000 })
  await other.close()
}

/** The trail is verified while decisions in it say another channel than was sealed; they are put right again at once. */
export async function trailDoesNotHold(page: Page): Promise<void> {
  const folder = path.resolve(process.env.DOCKET_DATA_DIR ?? '')
  const ownerUrl = process.env.DATABASE_URL || (await findEmbeddedPostgres(folder))
  if (!ownerUrl) throw new Error('the product’s database was not found')
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  const write = (ids: string[] | null, channel: string) =>
    owner.begin(async (tx) => {
      await tx`alter table audit_events disable trigger user`
      const which = ids ? tx`id::text = any(${ids})` : tx`type = 'case.decided' and channel = 'portal'`
      const changed = await tx`update audit_events set channel = ${channel} where ${which} returning id::text`
      await tx`alter table audit_events enable trigger user`
      return changed.map(({ id }) => String(id))
    })
  const changed = await write(null, 'cli')
  try {
    await page.getByRole('button', { name: 'Verify now' }).click()
    await expect(page.getByText(/^(One thing is|[\d,]+ things are) wrong$/)).toBeVisible({ timeout: 60_000 })
  } finally {
    await write(changed, 'portal')
    await owner.end()
  }
}

/** The list is looked for longer than it may be, while everything else beside it comes in the end. */
export const listTooSlow = async (page: Page) => {
  // Its live stream, once open, would have the page made again, by then in time. It is let through again for the next page.
  await page.route('**/api/live', () => {})
  await whileCasesAreHeld(6000, () => page.reload())
  page.once('domcontentloaded', () => void page.unroute('**/api/live').catch(() => {}))
  await expect(page.getByText('Looked for too long')).toBeVisible()
}

/** The same setting is changed here, and kept otherwise from another window. */
export const savedElsewhere = async (page: Page) => {
  const limit = (window: Page) => window.getByLabel('Daily limit')
  const kept = await limit(page).inputValue()
  await limit(page).fill('90')
  const other = await page.context().newPage()
  await other.goto(page.url())
  await limit(other).fill(kept === '170' ? '180' : '170')
  await other.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(other.getByText(/^Kept\./).first()).toBeVisible()
  await other.close()
  await expect(page.getByText('Somebody else has saved meanwhile')).toBeVisible()
}
