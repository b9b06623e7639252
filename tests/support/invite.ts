import type { Browser, Page } from '@playwright/test'
import { type Person, people } from './desk'
import { openContext } from './open-context'

/** Invites somebody as the admin whose page it is; answers the link. */
export async function makeInvitation(
  page: Page,
  { role, email }: { role: 'Moderator' | 'Manager' | 'Admin'; email?: string },
): Promise<string> {
  await page.goto('/settings/members')
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: role }).click()
  if (email) await dialog.getByLabel('E-mail (optional)').fill(email)
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  const link = await dialog.getByLabel('Link', { exact: true }).inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()
  return link
}

/** Opens an invitation's link in a browser of its own. */
export async function openInvitation(browser: Browser, link: string): Promise<Page> {
  const page = await (await openContext(browser)).newPage()
  await page.goto(link)
  return page
}

/** Accepts an invitation as somebody new, and is signed in afterwards. */
export async function comeIn(browser: Browser, link: string, person: Person): Promise<Page> {
  const page = await openInvitation(browser, link)
  await enterAs(page, people[person])
  await page.waitForURL((url) => !url.pathname.startsWith('/invite'))
  return page
}

/** Fills in the form of an invitation that names nobody, and sends it. */
export async function enterAs(
  page: Page,
  { name, email, password }: { name: string; email: string; password: string },
): Promise<void> {
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Your e-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Accept the invitation' }).click()
}
