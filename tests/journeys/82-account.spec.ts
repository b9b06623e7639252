import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { openContext } from '../support/open-context'

/* One's own account: a name, a password, the sessions in two browsers, and the way back in by mail. */

test.describe.configure({ mode: 'serial' })

// A team of its own, so that nobody else's password changes.
const team = 'Account desk'
const person = { name: 'Nora Newcomer', email: 'nora@example.test' }
const passwords = {
  first: 'the first of her passphrases',
  second: 'a second one, chosen by herself',
  third: 'a third one, after forgetting',
}

test.beforeAll(() => {
  execFileSync(
    process.execPath,
    ['bin/docket.mjs', 'setup', '--team', team, '--name', person.name, '--email', person.email],
    {
      env: {
        ...process.env,
        DATA_DIR: process.env.DOCKET_DATA_DIR,
        DOCKET_PASSWORD: passwords.first,
        LOG_LEVEL: 'silent',
      },
    },
  )
})

async function enter(page: Page, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** A browser of its own with her signed in, on her account page. */
async function open(browser: Browser, password: string): Promise<Page> {
  const page = await (await openContext(browser)).newPage()
  await page.goto('/sign-in?from=/settings/account')
  await enter(page, password)
  // The page of the sign-in names this one in its address.
  await page.waitForURL(({ pathname }) => pathname === '/settings/account')
  return page
}

const sessions = (page: Page) => page.getByRole('list', { name: 'Sessions' }).getByRole('listitem')

/** The link in the last mail to her. */
function mailedLink(): string | undefined {
  const folder = process.env.JOURNEYS_MAIL ?? ''
  const mails = fs.readdirSync(folder).sort()
  const mine = mails
    .map((file) => fs.readFileSync(path.join(folder, file), 'utf8').replaceAll('=\r\n', ''))
    .filter((mail) => mail.includes(`To: ${person.email}`))
  return /\/reset\/[\w-]+/.exec(mine.at(-1) ?? '')?.[0]
}

test('her account says who she is, and a new name is everywhere', async ({ browser }) => {
  const page = await open(browser, passwords.first)
  await expect(page.getByText(person.email).first()).toBeVisible()
  await expect(page.getByRole('list', { name: 'Teams' })).toContainText(team)
  await page.getByLabel('Name', { exact: true }).fill('Nora Newhouse')
  await page.getByRole('form', { name: 'Your name' }).getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Your name is changed, in every team.')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Nora Newhouse')
  // Its session stays, and is not seen any more.
  await page.context().close()
})

test('a session in another browser is ended from here, and is out at its next page', async ({ browser }) => {
  const here = await open(browser, passwords.first)
  const there = await open(browser, passwords.first)
  await here.reload()
  await expect(here.getByText('this session', { exact: true })).toHaveCount(1)
  const before = await sessions(here).count()
  expect(before).toBeGreaterThanOrEqual(2)
  await expect(sessions(here).first()).toContainText('Chrome on')
  await sessions(here)
    .nth(1)
    .getByRole('button', { name: /^End the session of/ })
    .click()
  await here.getByRole('alertdialog').getByRole('button', { name: 'End the session' }).click()
  await expect(sessions(here)).toHaveCount(before - 1)
  await there.goto('/settings/account')
  await expect(there).toHaveURL(/\/sign-in/)
  await expect(there.getByText('Your session has ended. Sign in again to go on.')).toBeVisible()
  await here.reload()
  await expect(here.getByRole('heading', { name: 'Account', level: 1 })).toBeVisible()
})

test('a password that is easily guessed is refused with why; a changed one ends the other sessions', async ({
  browser,
}) => {
  const here = await open(browser, passwords.first)
  const there = await open(browser, passwords.first)
  const form = here.getByRole('form', { name: 'Password' })
  const change = async (present: string, next: string) => {
    await form.getByLabel('Present password').fill(present)
    await form.getByLabel('New password').fill(next)
    await form.getByRole('button', { name: 'Change the password' }).click()
  }
  await change(passwords.first, 'passwordpassword')
  await expect(form.getByText(/most common/)).toBeVisible()
  await change('not her password at all', passwords.second)
  await expect(form.getByText('That is not your present password.')).toBeVisible()
  await change(passwords.first, passwords.second)
  await expect(here.getByText(/Your password is changed/)).toBeVisible()
  await expect(sessions(here)).toHaveCount(1)
  await there.goto('/')
  await expect(there).toHaveURL(/\/sign-in/)
  await enter(there, passwords.first)
  await expect(there.getByText(/do not match/)).toBeVisible()
})

test('a forgotten password: a mail, a link that works once, and every session ends', async ({ browser }) => {
  const signedIn = await open(browser, passwords.second)
  const page = await (await openContext(browser)).newPage()
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Forgotten your password?' }).click()
  // The page before has a field of the same name.
  await expect(page.getByRole('heading', { name: 'Forgotten password' })).toBeVisible()
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByRole('button', { name: 'Mail me a link' }).click()
  const answer = page.getByRole('status').filter({ hasText: 'a link is on its way' })
  await expect(answer).toBeVisible()
  await expect.poll(mailedLink).toBeDefined()
  const link = mailedLink() ?? ''

  await page.goto(link)
  await page.getByLabel('New password').fill(person.email)
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expect(page.getByText(/little more than your e-mail/)).toBeVisible()
  await page.getByLabel('New password').fill(passwords.third)
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expect(page.getByText(/Your new password is set/)).toBeVisible()
  await enter(page, passwords.third)
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))

  await signedIn.goto('/settings/account')
  await expect(signedIn).toHaveURL(/\/sign-in/)
  await signedIn.goto(link)
  await expect(signedIn.getByRole('heading', { name: 'This link has been used' })).toBeVisible()
  await signedIn.goto('/reset/made-up')
  await expect(signedIn.getByRole('heading', { name: 'This link is not right' })).toBeVisible()
})

test('an e-mail that is nobody’s gets the same answer, and no mail', async ({ browser }) => {
  const page = await (await openContext(browser)).newPage()
  const count = () => fs.readdirSync(process.env.JOURNEYS_MAIL ?? '').length
  const before = count()
  await page.goto('/forgot-password')
  await page.getByLabel('E-mail').fill('nobody@example.test')
  await page.getByRole('button', { name: 'Mail me a link' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'a link is on its way' })).toBeVisible()
  expect(count()).toBe(before)
})
