import { type APIRequestContext, type Browser, expect, type Locator, type Page } from '@playwright/test'
import { keptKey, openAs, type Person, people } from './desk'
import { comeIn, makeInvitation } from './invite'
import { plain } from './pictures'

/** Invites a second moderator into the journeys' team, where there is none yet. */
export async function addColleague(browser: Browser): Promise<void> {
  const page = await openAs(browser, 'admin')
  await page.goto('/settings/members')
  await expect(page.getByRole('cell', { name: people.admin.email })).toBeVisible()
  const { email } = people.colleague
  if ((await page.getByRole('cell', { name: email }).count()) === 0) {
    const theirs = await comeIn(browser, await makeInvitation(page, { role: 'Moderator' }), 'colleague')
    await theirs.context().close()
    await page.goto('/settings/members')
    await expect(page.getByRole('cell', { name: email })).toBeVisible()
  }
  await page.context().close()
}

/** A small picture that no other journey has handed in. */
const smallPicture = (index: number) =>
  plain(64 + index, 48 + (Date.now() % 97))
    .png()
    .toBuffer()

/** Hands in a picture under each of these names over the API, `bytes` or one of its own; answers the detections' ids. */
export function sendIn(request: APIRequestContext, names: string[], bytes?: Buffer): Promise<string[]> {
  return Promise.all(
    names.map(async (name, index) => {
      const buffer = bytes ?? (await smallPicture(index))
      const file = { name, mimeType: 'image/png', buffer }
      const answer = await request.post('/api/v2/detect', { headers: ofKey(), multipart: { file } })
      expect(answer.status(), name).toBe(200)
      return (await answer.json()).item.uuid as string
    }),
  )
}

/** Waits until a detection has ended, and answers it as the API tells of it. */
export async function readAnalysed(request: APIRequestContext, uuid: string): Promise<Analysed> {
  const look = async () => (await (await request.get(`/api/v2/detect/${uuid}`, { headers: ofKey() })).json()).item
  await expect.poll(async () => (await look()).status, { timeout: 120_000 }).toBe('completed')
  return look()
}

/** Hands pictures of their own in and waits until all their cases wait to be decided. */
export async function handIn(request: APIRequestContext, names: string[]): Promise<void> {
  for (const uuid of await sendIn(request, names)) await readAnalysed(request, uuid)
}

const ofKey = () => ({ authorization: `Bearer ${keptKey()}` })

interface Analysed {
  image_metrics: { label: string; score: number }
}

/** The same on the page Submit, by a person. */
export async function handInAs(browser: Browser, person: Person, names: string[]): Promise<void> {
  const page = await openAs(browser, person)
  await page.goto('/submit')
  const files = names.map(async (name, index) => ({ name, mimeType: 'image/png', buffer: await smallPicture(index) }))
  await page.getByLabel('Files to hand in').setInputFiles(await Promise.all(files))
  await expect(page.getByRole('link', { name: /^Case \d+/ })).toHaveCount(names.length, { timeout: 30_000 })
  for (const name of names) {
    await numberOf(page, name)
    await expect(
      page.getByRole('listitem').filter({ hasText: name }).getByText('Waiting', { exact: true }),
    ).toBeVisible({
      timeout: 60_000,
    })
  }
  await page.context().close()
}

/** The number of the case with this title. */
export async function numberOf(page: Page, title: string): Promise<number> {
  await page.goto(`/queue?state=all&q=${title}`)
  const href = await page.getByRole('link', { name: title }).first().getAttribute('href')
  return Number(/\/cases\/(\d+)/.exec(href ?? '')?.[1])
}

/** Changes numbers of Settings, Desk, by what they are called there. */
export async function setDesk(browser: Browser, numbers: Partial<Record<DeskNumber, number>>): Promise<void> {
  const page = await openAs(browser, 'admin')
  await page.goto('/settings/desk')
  for (const [label, value] of Object.entries(numbers)) await page.getByLabel(label).fill(String(value))
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(/^Kept\./).first()).toBeVisible()
  await page.context().close()
}
type DeskNumber = 'A case stays taken for' | 'A decision can be taken back for'

export const decisionForm = (page: Page) => page.getByRole('form', { name: 'Decision' })

/** Enters a decision without submitting it. */
export async function enterDecision(page: Page, finding: string, reason: string): Promise<Locator> {
  const form = decisionForm(page)
  await form.getByRole('radio', { name: finding }).check()
  await form.getByLabel('Reason').fill(reason)
  return form
}

/** The number of the case that a page shows. */
export function shownNumber(page: Page): number {
  return Number(/\/cases\/(\d+)/.exec(page.url())?.[1])
}
