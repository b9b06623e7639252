import type { APIRequestContext, Browser, Page } from '@playwright/test'
import type { DaySample } from './day-samples'
import { keptKey, openAs } from './desk'
import { enterOn } from './keyboard-alone'
import { expect } from './patient'

/** The queue of the day and what its cases are judged by; gone again when the day is over. */
export const desk = { queue: 'Day desk', policy: 'Day policy' }

export interface Sent {
  uuid: string
  number: number
}

/** Sends samples through the API, a few at a time. */
export async function sendAll(request: APIRequestContext, samples: DaySample[], options: Record<string, string> = {}) {
  const headers = { authorization: `Bearer ${keptKey()}` }
  const sent: Sent[] = []
  for (let at = 0; at < samples.length; at += 4) {
    const answers = await Promise.all(
      samples
        .slice(at, at + 4)
        .map((file) => request.post('/api/v2/detect', { headers, multipart: { file, ...options }, timeout: 60_000 })),
    )
    for (const answer of answers) {
      expect(answer.status(), await answer.text()).toBe(200)
      const { item } = await answer.json()
      sent.push({ uuid: item.uuid, number: item.docket.case_number })
    }
  }
  return sent
}

/** Waits until all of them are analysed. */
export async function analysed(request: APIRequestContext, sent: Sent[]): Promise<void> {
  const headers = { authorization: `Bearer ${keptKey()}` }
  for (const { uuid } of sent) {
    const status = async () => (await (await request.get(`/api/v2/detect/${uuid}`, { headers })).json()).item.status
    await expect.poll(status, { timeout: 120_000, intervals: [200, 500] }).toBe('completed')
  }
}

/** Hands files in on the portal with the switch for zero retention; answers their cases’ numbers. */
export async function handInUnkept(page: Page, files: DaySample[]): Promise<number[]> {
  await page.goto('/submit')
  await page.getByRole('switch', { name: 'Zero retention' }).click()
  await page.getByLabel('Files to hand in').setInputFiles(files)
  const links = page.getByRole('link', { name: /^Case \d+/ })
  await expect(links).toHaveCount(files.length, { timeout: 60_000 })
  return (await links.allTextContents()).map((words) => Number(/\d+/.exec(words)?.[0]))
}

/** An admin makes a queue of its own for the day, with a policy that names actions. */
export async function openDesk(browser: Browser): Promise<Page> {
  const page = await openAs(browser, 'admin')
  await page.goto('/settings/policies/new')
  await page.getByLabel('Name', { exact: true }).fill(desk.policy)
  await page.getByLabel('Words').fill('Say what it is, then what is done about it.')
  for (const [n, action] of ['Label it', 'Take it down'].entries()) {
    await page.getByRole('button', { name: 'Add an action' }).click()
    await page.getByLabel(`Action ${n + 1}`, { exact: true }).fill(action)
  }
  await page.getByRole('button', { name: 'Publish the policy' }).click()
  await expect(page.getByRole('heading', { level: 1, name: desk.policy })).toBeVisible()
  await page.goto('/settings/queues')
  await page.getByRole('button', { name: 'New queue' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill(desk.queue)
  await dialog.getByLabel('Policy').selectOption(desk.policy)
  await dialog.getByRole('button', { name: 'Make the queue' }).click()
  await expect(page.getByRole('link', { name: desk.queue, exact: true })).toBeVisible()
  return page
}

/** Moves what a part of the queue lists to the day's: all of it, or the cases of these numbers. */
export async function moveToDesk(page: Page, search: string, numbers: number[] | 'all', count: number): Promise<void> {
  await page.goto(`/queue${search}`)
  const rows = page.getByRole('list', { name: 'Cases' })
  if (numbers === 'all') await page.getByRole('checkbox', { name: 'Choose all on this page' }).check()
  else
    for (const number of numbers)
      await rows.getByRole('checkbox', { name: `Choose case ${number}`, exact: true }).check()
  const bar = page.getByRole('region', { name: 'Chosen cases' })
  await expect(bar.getByText(`${count} cases chosen`)).toBeVisible()
  await bar.getByRole('button', { name: 'Move to…' }).click()
  await page.getByRole('menuitem', { name: desk.queue }).click()
  await expect(bar.getByText(`${count} cases moved`)).toBeVisible({ timeout: 30_000 })
}

/** What is chosen or entered on the decision’s form; nothing may be before somebody does it. */
export async function expectNothingChosen(page: Page, { takenBack = false } = {}): Promise<void> {
  const chosen = await page.getByRole('form', { name: 'Decision' }).evaluate((form) => ({
    checked: form.querySelectorAll('input:checked, [aria-checked="true"], [data-state="checked"]').length,
    selects: [...form.querySelectorAll('select')].map(({ value }) => value).filter(Boolean),
    words: [...form.querySelectorAll('textarea')].map(({ value }) => value).filter(Boolean),
  }))
  // One's own reason is kept to be changed; the finding has to be chosen again.
  expect(chosen).toEqual({ checked: 0, selects: [], words: takenBack ? [expect.any(String)] : [] })
}

/** Waits until another case than `before` is there to be decided, or the end; answers its number, null at the end. */
export async function arrive(page: Page, before: number | null): Promise<number | null> {
  const numberOf = (url: URL) => Number(/^\/cases\/(\d+)/.exec(url.pathname)?.[1] ?? 0)
  await page.waitForURL((url) => url.pathname === '/queue/play' || ![0, before].includes(numberOf(url)))
  const number = numberOf(new URL(page.url()))
  if (number === 0) return null
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(`^Case ${number}\\b`) })).toBeVisible()
  await expect(page.getByText('You have this case')).toBeVisible()
  await expect(page.getByRole('form', { name: 'Decision' })).toBeVisible()
  return number
}

/** Writes the reason (`r`), leaves the field and chooses the finding by its digit. */
export async function fillIn(page: Page, digit: number, reason: string): Promise<void> {
  const form = page.getByRole('form', { name: 'Decision' })
  await page.keyboard.press('r')
  await expect(form.getByLabel('Reason')).toBeFocused()
  await page.keyboard.type(reason)
  await page.keyboard.press('Tab')
  await page.keyboard.press(String(digit))
  await expect(form.getByRole('radio', { name: findings[digit - 1] ?? '' })).toBeChecked()
}

/** As they are printed on the form, from 1. */
export const findings = ['Synthetic', 'Manipulated', 'Authentic', 'Cheap edit', 'Inconclusive', 'Not assessable']

/** From the queue’s list into play mode, by keyboard. */
export async function startPlaying(page: Page): Promise<void> {
  await enterOn(page, page.getByRole('link', { name: 'Play', exact: true }))
  const start = page.getByRole('button', { name: 'Start' })
  await expect(start).toBeFocused()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/cases\/\d+/)
}
