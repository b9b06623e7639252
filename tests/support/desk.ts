import fs from 'node:fs'
import path from 'node:path'
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { openContext } from './open-context'

/** The people of the journeys' team; 10-main-path makes them but for the colleague (`addColleague`), the later journeys sign in as them. */
export const people = {
  admin: { name: 'Ada Admin', email: 'ada@example.test', password: 'ada has a long password' },
  moderator: { name: 'Mo Moderator', email: 'mo@example.test', password: 'mo has a long password' },
  colleague: { name: 'Cleo Colleague', email: 'cleo@example.test', password: 'cleo has a long password' },
  manager: { name: 'Max Manager', email: 'max@example.test', password: 'max has a long password' },
} as const
export type Person = keyof typeof people

export const sample = (file: string) => path.resolve('tests/media', file)

/** Fills in the sign-in page, wherever it was come to from, and waits until it is behind. */
export async function signIn(page: Page, person: Person): Promise<void> {
  if (!page.url().includes('/sign-in')) await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(people[person].email)
  await page.getByLabel('Password', { exact: true }).fill(people[person].password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

/** The dialog that asks who one is before a sensitive act. */
export const stepUp = (page: Page) => page.getByRole('dialog', { name: 'Confirm that it is you' })

/** Confirms in that dialog who one is, and waits until what was asked for goes on. */
export async function confirmIdentity(page: Page, person: Person): Promise<void> {
  await stepUp(page).getByLabel('Password', { exact: true }).fill(people[person].password)
  await stepUp(page).getByRole('button', { name: 'Confirm', exact: true }).click()
  await stepUp(page).waitFor({ state: 'detached' })
}

/** A browser of its own with someone signed in. */
export async function openAs(browser: Browser, person: Person, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await openContext(browser, options)
  const page = await context.newPage()
  await signIn(page, person)
  return page
}

// Between files of journeys, which share nothing else: next to the product's own data.
const keyFile = () => path.join(process.env.DOCKET_DATA_DIR ?? '', 'journey-key')

export function keepKey(key: string): void {
  fs.writeFileSync(keyFile(), key)
}

export function keptKey(): string {
  return fs.readFileSync(keyFile(), 'utf8')
}
