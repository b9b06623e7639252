import { expect as anyExpect, type Page, test } from '@playwright/test'
import { openAs } from '../support/desk'
import { addColleague, handIn, numberOf } from '../support/desk-work'
import { enterAs, makeInvitation, openInvitation } from '../support/invite'

/* An admin and somebody who is invited, each in a browser of their own. */

const expect = anyExpect.configure({ timeout: 30_000 })

test.describe.configure({ mode: 'serial', timeout: 180_000 })

const ivy = { name: 'Ivy Invited', email: 'ivy@example.test', password: 'ivy keeps seven garden snails' }
let admin: Page
let hers: Page
let used = ''

const rowOf = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Members' }).getByRole('row').filter({ hasText: name })
const invitation = (page: Page, words: string) =>
  page.getByRole('region', { name: 'Open and past invitations' }).getByRole('row').filter({ hasText: words })

async function choose(page: Page, name: string, item: RegExp): Promise<void> {
  await page.getByRole('button', { name: `What to do about ${name}` }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function signInAsIvy(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(ivy.email)
  await page.getByLabel('Password', { exact: true }).fill(ivy.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test.beforeAll(async ({ browser }) => {
  await addColleague(browser)
  admin = await openAs(browser, 'admin')
})

test('a link brings one person in, who chooses their own password and is signed in', async ({ browser }) => {
  used = await makeInvitation(admin, { role: 'Moderator', email: ivy.email })
  await expect(invitation(admin, ivy.email)).toContainText('Open')

  hers = await openInvitation(browser, used)
  await expect(hers.getByRole('heading', { name: 'Join Newsroom' })).toBeVisible()
  await expect(hers.getByText('Ada Admin invites you')).toBeVisible()
  await expect(hers.getByLabel('Your e-mail')).toHaveValue(ivy.email)
  await hers.getByLabel('Your name').fill(ivy.name)
  await hers.getByLabel('Password', { exact: true }).fill('short')
  await hers.getByRole('button', { name: 'Accept the invitation' }).click()
  await expect(hers.getByText(/at least 12 characters/i).first()).toBeVisible()
  await expect(hers.getByLabel('Your name')).toHaveValue(ivy.name)
  await hers.getByLabel('Password', { exact: true }).fill(ivy.password)
  await hers.getByRole('button', { name: 'Accept the invitation' }).click()
  await hers.waitForURL((url) => !url.pathname.startsWith('/invite'))
  await hers.goto('/queue')
  await expect(hers.getByRole('heading', { level: 1 })).toBeVisible()

  await admin.goto('/settings/members')
  await expect(rowOf(admin, ivy.name)).toContainText('Moderator')
  await expect(invitation(admin, ivy.name)).toContainText('Accepted')
})

test('the same link a second time, and a revoked one, lead nowhere and say why', async ({ browser }) => {
  const late = await openInvitation(browser, used)
  await expect(late.getByRole('heading', { name: 'This invitation was accepted' })).toBeVisible()

  const link = await makeInvitation(admin, { role: 'Manager' })
  await late.goto(link)
  await expect(late.getByRole('heading', { name: 'Join Newsroom' })).toBeVisible()
  await admin.getByRole('button', { name: 'Revoke the invitation: Whoever has the link' }).click()
  await admin.getByRole('alertdialog').getByRole('button', { name: 'Revoke it' }).click()
  await expect(admin.getByText('The invitation is revoked.')).toBeVisible()
  // Whoever has the form open is told as well.
  await enterAs(late, { name: 'Lou Late', email: 'lou@example.test', password: 'lou came a day after that' })
  await expect(late.getByText('This invitation was revoked. Ask whoever sent it for a new one.')).toBeVisible()
  await late.reload()
  await expect(late.getByRole('heading', { name: 'This invitation was revoked' })).toBeVisible()
  await late.context().close()
})

test('another role holds from her next click on', async () => {
  await hers.goto('/insights')
  await expect(hers.getByRole('heading', { name: 'Insights' })).toBeVisible()
  await expect(hers.getByText(/your role/i).first()).toBeVisible()
  await admin.goto('/settings/members')
  await choose(admin, ivy.name, /Change the role/)
  await admin.getByRole('dialog').getByRole('radio', { name: 'Manager' }).click()
  await admin.getByRole('dialog').getByRole('button', { name: 'Change the role' }).click()
  await expect(rowOf(admin, ivy.name)).toContainText('Manager')
  await hers.goto('/settings/members')
  await expect(rowOf(hers, ivy.name)).toContainText('you')
  // A manager looks and does not touch.
  await expect(hers.getByRole('button', { name: 'Invite', exact: true })).toHaveCount(0)
  await expect(hers.getByRole('button', { name: /^What to do about/ })).toHaveCount(0)
})

test('the last admin cannot leave', async () => {
  await admin.goto('/settings/members')
  await admin.getByRole('button', { name: 'Leave this team' }).click()
  const dialog = admin.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Leave the team' }).click()
  await expect(dialog.getByText(/last admin/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Stay' }).click()
})

test('whoever is deactivated is out at once, and their case goes to the colleague chosen', async ({
  browser,
  request,
}) => {
  await handIn(request, ['handed-over-1.png'])
  const number = await numberOf(hers, 'handed-over-1.png')
  await hers.goto(`/cases/${number}`)
  await hers.getByRole('button', { name: 'Take this case' }).click()
  await expect(hers.getByText('You have this case')).toBeVisible()

  await admin.goto('/settings/members')
  await choose(admin, ivy.name, /Deactivate/)
  const dialog = admin.getByRole('dialog')
  await dialog.getByLabel('Who gets the 1 case held').selectOption({ label: 'Cleo Colleague' })
  await dialog.getByRole('button', { name: 'Deactivate' }).click()
  await expect(rowOf(admin, ivy.name)).toContainText('Deactivated')
  await hers.goto('/queue')
  await hers.waitForURL(/\/sign-in/)

  const cleo = await openAs(browser, 'colleague')
  await cleo.goto('/')
  await expect(cleo.getByRole('link', { name: new RegExp(`\\b${number}\\b`) }).first()).toBeVisible()
  await cleo.context().close()

  await choose(admin, ivy.name, /Let in again/)
  await expect(rowOf(admin, ivy.name)).toContainText('Active')
  await signInAsIvy(hers)
  await hers.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
})

test('whoever was removed comes back by an invitation, with the password they had', async () => {
  await admin.goto('/settings/members')
  await choose(admin, ivy.name, /Remove/)
  await admin.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(rowOf(admin, ivy.name)).toHaveCount(0)
  await hers.goto('/queue')
  await hers.waitForURL(/\/sign-in/)

  await hers.goto(await makeInvitation(admin, { role: 'Moderator', email: ivy.email }))
  await expect(hers.getByText('You have an account on this Docket: enter its password.')).toBeVisible()
  await expect(hers.getByLabel('Your name')).toHaveCount(0)
  await hers.getByLabel('Password', { exact: true }).fill('not the one she has')
  await hers.getByRole('button', { name: 'Accept the invitation' }).click()
  await expect(hers.getByText(/this is not its password/)).toBeVisible()
  await hers.getByLabel('Password', { exact: true }).fill(ivy.password)
  await hers.getByRole('button', { name: 'Accept the invitation' }).click()
  await hers.waitForURL((url) => !url.pathname.startsWith('/invite'))
  await admin.goto('/settings/members')
  await expect(rowOf(admin, ivy.name)).toContainText('Moderator')
})

test('whoever is signed in accepts with one click, and only what is for them', async () => {
  await hers.goto(await makeInvitation(admin, { role: 'Moderator', email: 'somebody.else@example.test' }))
  await expect(hers.getByText(`You are signed in as ${ivy.email}.`)).toBeVisible()
  await expect(hers.getByText(/This invitation is for somebody\.else@example\.test/)).toBeVisible()
  await expect(hers.getByRole('button', { name: 'Join Newsroom' })).toHaveCount(0)

  await hers.goto(await makeInvitation(admin, { role: 'Moderator' }))
  await hers.getByRole('button', { name: 'Join Newsroom' }).click()
  await expect(hers.getByText(/is in “Newsroom” already/)).toBeVisible()
})

test('she leaves by herself, and is signed out', async () => {
  await hers.goto('/settings/account')
  await hers.getByRole('button', { name: 'Leave this team' }).click()
  await hers.getByRole('dialog').getByRole('button', { name: 'Leave the team' }).click()
  await hers.waitForURL(/\/sign-in/)
  await admin.goto('/settings/members')
  await expect(rowOf(admin, ivy.name)).toHaveCount(0)
})
