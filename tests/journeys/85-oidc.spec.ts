import fs from 'node:fs'
import path from 'node:path'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { type Docket, docketAt, inDatabase, makeTeam, startDocket, stopDocket } from '../south/docket'
import { freePort } from '../support/launcher'
import { faultsInEveryLook } from '../support/looks'
import { startOidcProvider, type TestProvider } from '../support/oidc-provider'
import { openContext } from '../support/open-context'

/* A Docket of its own that people sign in to by a real OpenID provider, in a browser that really goes there. */

const base = path.resolve('.tmp', `oidc-${process.pid}`)
let docket: Docket
let provider: TestProvider

test.describe.configure({ mode: 'serial', timeout: 120_000 })
test.beforeAll(async () => {
  fs.mkdirSync(base, { recursive: true, mode: 0o700 })
  const port = await freePort()
  const address = `http://localhost:${port}`
  const person = (name: string, groups: string[]) => ({
    name,
    email: `${name.toLowerCase()}@example.test`,
    email_verified: true,
    realm_access: { roles: groups },
  })
  provider = await startOidcProvider({
    redirectUri: `${address}/api/auth/callback/oidc`,
    people: { vera: person('Vera', ['desk']), nora: person('Nora', []), ada: person('Ada', ['chiefs']) },
  })
  docket = docketAt(path.join(base, 'docket'), port, {
    PUBLIC_URL: address,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    OIDC_NAME: 'Newsroom ID',
    OIDC_TEAMS_CLAIM: 'realm_access.roles',
    OIDC_TEAMS: 'desk=Newsroom:moderator, chiefs=Newsroom:admin, gone=Dissolved desk:manager',
  })
  await startDocket(docket)
  await makeTeam(docket, 'Newsroom')
})
test.afterAll(async () => {
  if (docket) await stopDocket(docket)
  await provider?.stop()
  fs.rmSync(base, { recursive: true, force: true })
})

async function open(browser: Browser, at = '/'): Promise<Page> {
  const context = await openContext(browser, { baseURL: `http://localhost:${docket.port}` })
  const page = await context.newPage()
  await page.goto(at)
  return page
}

/** Presses the button, and answers the provider's page. */
async function signInAs(page: Page, who: string): Promise<void> {
  await page.getByRole('button', { name: 'Sign in with Newsroom ID' }).click()
  await page.getByRole('link', { name: who, exact: true }).click()
}

test('somebody comes by the provider into the mapped team, to the page they wanted', async ({ browser }) => {
  const page = await open(browser, '/queue')
  await expect(page.getByText('Sign in to open that page.')).toBeVisible()
  await signInAs(page, 'vera')
  await expect(page).toHaveURL(/:\d+\/queue$/)
  const [row] = await inDatabase(
    docket,
    (sql) => sql`select m.role, m.source, s.by from memberships m join members p on p.id = m.member_id
      join sessions s on s.member_id = p.id where p.email = 'vera@example.test'`,
  )
  expect(row).toMatchObject({ role: 'moderator', source: 'directory', by: 'oidc' })
})

test('what the provider says at the next sign-in takes effect', async ({ browser }) => {
  provider.people.set('vera', { ...provider.people.get('vera'), realm_access: { roles: ['desk', 'chiefs'] } })
  const page = await open(browser, '/settings/sign-in')
  await signInAs(page, 'vera')
  await expect(page).toHaveURL(/:\d+\/settings\/sign-in$/)
  await expect(page.getByRole('heading', { name: 'Identity provider' })).toBeVisible()
  await expect(page.getByText('Newsroom ID', { exact: true })).toBeVisible()
  await expect(page.getByText('Dissolved desk')).toBeVisible()
})

test('cancelling at the provider is a sentence, and the way in stays open', async ({ browser }) => {
  const page = await open(browser, '/sign-in')
  await signInAs(page, 'deny')
  await expect(page.getByRole('alert').filter({ hasText: 'Newsroom ID did not let you in' })).toBeVisible()
  await expect(page.getByLabel('E-mail')).toBeVisible()
  expect(await faultsInEveryLook(page)).toEqual([])
  await signInAs(page, 'vera')
  await expect(page).not.toHaveURL(/sign-in/)
})

test('whoever is in no team is told what to do, and can come with another account', async ({ browser }) => {
  const page = await open(browser, '/sign-in')
  await signInAs(page, 'nora')
  const told = page.getByRole('alert').filter({ hasText: 'puts you in no team' })
  await expect(told).toContainText('You came as nora@example.test.')
  expect(page.url()).not.toContain('nora')
  // The provider remembers Nora, and is told to ask.
  await signInAs(page, 'vera')
  await expect(page).not.toHaveURL(/sign-in/)
})

/** As if the person had last been asked an hour ago. */
const anHourLater = () =>
  inDatabase(docket, (sql) => sql`update sessions set proved_at = now() - interval '1 hour' where revoked_at is null`)

test('a sensitive act is confirmed through the provider, by the same person only', async ({ browser }) => {
  const page = await open(browser, '/settings/sign-in')
  await signInAs(page, 'vera')
  await expect(page).toHaveURL(/:\d+\/settings\/sign-in$/)
  await anHourLater()
  await page.getByLabel('Ask everybody for a second step').click()
  await page.getByRole('button', { name: 'Confirm with Newsroom ID' }).click()
  await page.getByRole('link', { name: 'nora', exact: true }).click()
  await expect(page).toHaveURL(/\/confirm/)
  await expect(page.getByText(/Somebody else came back from Newsroom ID/)).toBeVisible()
  await expect(page.getByText(/You are signed in here as Vera/)).toBeVisible()
  expect(await faultsInEveryLook(page)).toEqual([])
  await page.getByRole('button', { name: 'Confirm with Newsroom ID' }).click()
  await page.getByRole('link', { name: 'vera', exact: true }).click()
  await expect(page).toHaveURL(/:\d+\/settings\/sign-in$/)
  const [row] = await inDatabase(
    docket,
    (sql) => sql`select count(*)::int as fresh from sessions where proved_at > now() - interval '5 minutes'`,
  )
  expect(row).toEqual({ fresh: 1 })
})

test('a provider that is down is a sentence beside the button, and passwords still work', async ({ browser }) => {
  await provider.stop()
  const page = await open(browser, '/sign-in')
  await page.getByRole('button', { name: 'Sign in with Newsroom ID' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Newsroom ID cannot be reached just now' })).toBeVisible()
  await page.getByLabel('E-mail').fill('ada@example.test')
  await page.getByLabel('Password', { exact: true }).fill('ada has a long password')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).not.toHaveURL(/sign-in/)
})
