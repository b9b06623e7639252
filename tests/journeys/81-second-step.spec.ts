import { execFileSync } from 'node:child_process'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { openContext } from '../support/open-context'

test.describe.configure({ mode: 'serial' })

// A team of its own: what it asks of its people is nobody else's business.
const team = 'Careful desk'
const admin = { name: 'Carla Careful', email: 'carla@example.test', password: 'carla has a long password' }
const moderator = { name: 'Milo Mindful', email: 'milo@example.test', password: 'milo has a long password' }
type Person = typeof admin

let secret = ''
let recoveryCodes: string[] = []

test.beforeAll(() => {
  docket(admin, 'setup', '--team', team)
  docket(moderator, 'member', 'add', '--team', team, '--role', 'moderator')
})

function docket({ name, email, password }: Person, ...words: string[]): void {
  execFileSync(process.execPath, ['bin/docket.mjs', ...words, '--name', name, '--email', email], {
    env: {
      ...process.env,
      DATA_DIR: process.env.DOCKET_DATA_DIR,
      DOCKET_PASSWORD: password,
      LOG_LEVEL: 'silent',
    },
  })
}

/** What an authenticator app shows, so many steps of 30 seconds from now. */
const codeOf = (steps = 0) =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + steps * 30_000 })

async function givePassword(browser: Browser, { email, password }: Person): Promise<Page> {
  const page = await (await openContext(browser)).newPage()
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  return page
}

const codeField = (page: Page) => page.getByLabel('Code', { exact: true })
const isIn = (page: Page) => page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))

/** From the account page: scans (reads) the secret, types its code, and keeps what is shown this once. */
async function setUp(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Set up a second step' }).click()
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()
  secret = (await page.getByTestId('second-step-secret').innerText()).replaceAll(' ', '')
  await codeField(page).fill(codeOf())
  await page.getByRole('button', { name: 'Turn it on' }).click()
  const codes = page.getByRole('list', { name: 'Recovery codes' })
  await expect(codes.getByRole('listitem')).toHaveCount(10)
  recoveryCodes = await codes.getByRole('listitem').allInnerTexts()
}

test('a second step is set up with the shown secret; its recovery codes can be saved, and are shown this once', async ({
  browser,
}) => {
  const page = await givePassword(browser, admin)
  await isIn(page)
  await page.goto('/settings/account')
  await page.getByRole('button', { name: 'Set up a second step' }).click()
  await codeField(page).fill('12')
  await page.getByRole('button', { name: 'Turn it on' }).click()
  await expect(page.getByText(/not the code that the app shows/)).toBeVisible()
  await expect(codeField(page)).toBeFocused()
  await page.getByRole('button', { name: 'Cancel' }).click()

  await setUp(page)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as text' }).click()
  expect((await download).suggestedFilename()).toBe('docket-recovery-codes.txt')
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await expect(page.getByText('10 recovery codes are left.')).toBeVisible()
  await page.reload()
  await expect(page.getByText('10 recovery codes are left.')).toBeVisible()
  expect(await page.content()).not.toContain(recoveryCodes[0])
  await page.context().close()
})

test('another browser is asked for the code in place: a wrong one is refused, the right one signs in', async ({
  browser,
}) => {
  const page = await givePassword(browser, admin)
  await expect(page.getByRole('heading', { name: 'Second step' })).toBeVisible()
  await expect(codeField(page)).toBeFocused()
  expect(page.url()).not.toContain('carla')
  expect(await page.content()).not.toContain(admin.password)
  await codeField(page).fill('000000')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText(/That code is not right/)).toBeVisible()
  // The one after the present: that of the set-up was used.
  await codeField(page).fill(codeOf(1))
  await page.keyboard.press('Enter')
  await isIn(page)
  await page.context().close()
})

test('a recovery code signs in once', async ({ browser }) => {
  const [first = '', second = ''] = recoveryCodes
  const tryCode = async (page: Page, code: string) => {
    await page.getByLabel('Recovery code').fill(code)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }
  const page = await givePassword(browser, admin)
  await page.getByRole('button', { name: 'Use a recovery code instead' }).click()
  await expect(page.getByLabel('Recovery code')).toBeFocused()
  await tryCode(page, first.toLowerCase())
  await isIn(page)
  await page.goto('/settings/account')
  await expect(page.getByText('9 recovery codes are left.')).toBeVisible()
  await page.context().close()

  const again = await givePassword(browser, admin)
  await again.getByRole('button', { name: 'Back to e-mail and password' }).click()
  await expect(again.getByLabel('E-mail')).toHaveValue(admin.email)
  await again.getByLabel('Password', { exact: true }).fill(admin.password)
  await again.getByRole('button', { name: 'Sign in' }).click()
  await again.getByRole('button', { name: 'Use a recovery code instead' }).click()
  await tryCode(again, first)
  await expect(again.getByText(/That code is not right/)).toBeVisible()
  await tryCode(again, second)
  await isIn(again)
  await again.context().close()
})

test('a team asks everybody for one: who has none reaches their account page alone, until it is set up', async ({
  browser,
}) => {
  const mods = await givePassword(browser, moderator)
  await isIn(mods)
  await expect(mods.getByRole('link', { name: 'Queue' }).first()).toBeVisible()

  const admins = await givePassword(browser, admin)
  await admins.getByRole('button', { name: 'Use a recovery code instead' }).click()
  await admins.getByLabel('Recovery code').fill(recoveryCodes[2] ?? '')
  await admins.getByRole('button', { name: 'Sign in' }).click()
  await isIn(admins)
  await admins.goto('/settings/sign-in')
  await expect(admins.getByText('1 of 2 people with a password has one.')).toBeVisible()
  await expect(admins.getByRole('listitem').filter({ hasText: moderator.name })).toContainText('Has none')
  await admins.getByRole('switch', { name: 'Ask everybody for a second step' }).click()
  await expect(admins.getByText('Everybody needs a second step now.')).toBeVisible()

  await mods.goto('/queue')
  await mods.waitForURL(({ pathname }) => pathname === '/settings/account')
  await expect(mods.getByText(`${team} asks for a second step`)).toBeVisible()
  await expect(mods.getByRole('link', { name: 'Queue' })).toHaveCount(0)
  await setUp(mods)
  await mods.getByRole('button', { name: 'I have kept them' }).click()
  await expect(mods.getByText(`${team} asks for a second step`)).toHaveCount(0)
  await expect(mods.getByRole('button', { name: 'Turn off' })).toHaveCount(0)
  await mods.goto('/queue')
  await expect(mods).toHaveURL(/\/queue/)

  await admins.reload()
  await expect(admins.getByText('All 2 people with a password have one.')).toBeVisible()

  // Somebody who has lost everything: their admin helps, and they are out until they sign in again.
  await admins.getByRole('button', { name: `Take away the second step of ${moderator.name}` }).click()
  await admins.getByRole('button', { name: 'Take it away' }).click()
  await expect(admins.getByText(`${moderator.name} has no second step any more, and is signed out.`)).toBeVisible()
  await mods.goto('/queue')
  await mods.waitForURL('**/sign-in**')
  await mods.context().close()
  await admins.context().close()
})
