import { execFileSync } from 'node:child_process'
import { expect, test } from '@playwright/test'
import { openAs } from '../support/desk'

const second = { team: 'Election Desk', email: 'eve@example.test', password: 'eve has a long password' }

/** `npm run docket`, beside the running product. */
function docket(...args: string[]): string {
  return execFileSync(process.execPath, ['bin/docket.mjs', ...args], {
    encoding: 'utf8',
    env: {
      ...process.env,
      DATA_DIR: process.env.DOCKET_DATA_DIR,
      DOCKET_PASSWORD: second.password,
      LOG_LEVEL: 'silent',
    },
  })
}

test('a second team, made from the command line, tries Docket with sample media and sees nothing of the first', async ({
  browser,
}) => {
  docket('setup', '--team', second.team, '--email', second.email)
  docket('setup', '--team', second.team, '--email', second.email)
  const key = docket('key', 'create', '--team', second.team, '--name', 'unattended').trim()
  expect(key).toMatch(/^docket_[\w-]+$/)

  const context = await browser.newContext({ baseURL: process.env.DOCKET_URL ?? '' })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(second.email)
  await page.getByLabel('Password', { exact: true }).fill(second.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))

  await page.goto('/queue')
  await page.getByRole('button', { name: 'Try it with sample media' }).click()
  await expect(page.getByRole('list', { name: 'Cases' }).getByRole('link')).toHaveCount(8, { timeout: 20_000 })
  await expect(page.getByRole('link', { name: /^Analysing 0/ })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('link', { name: /^Waiting 8/ })).toBeVisible()

  const first = await openAs(browser, 'moderator')
  await first.goto('/queue?state=all')
  const newest = await first.getByRole('list', { name: 'Cases' }).getByRole('link').first().getAttribute('href')
  expect(Number(/\d+/.exec(newest ?? '')?.[0])).toBeGreaterThan(8)
  expect((await page.goto(newest ?? ''))?.status()).toBe(404)

  const listed = await page.request.get('/api/v2/detect?page=1', { headers: { authorization: `Bearer ${key}` } })
  expect((await listed.json()).total_count).toBe(8)
})
