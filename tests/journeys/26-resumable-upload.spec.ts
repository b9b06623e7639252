import { expect, test } from '@playwright/test'
import { openAs, sample } from '../support/desk'

test('an upload whose connection broke is tried again in pieces, and becomes one case', async ({ browser }) => {
  const page = await openAs(browser, 'moderator')
  const sent: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/uploads')) sent.push(`${request.method()} ${pathname.replace(/[0-9a-f-]{36}/, 'ID')}`)
  })
  await page.goto('/submit')
  await page.route('**/api/uploads', (route) => route.abort('connectionreset'))
  await page.setInputFiles('input[type=file]', sample('speech.wav'))
  const row = page.getByRole('listitem').filter({ hasText: 'speech.wav' })
  await expect(row).toContainText('the connection broke off')
  await row.getByRole('button', { name: /^Try again/ }).click()
  await expect(row.getByRole('link', { name: /^Case \d+$/ })).toBeVisible()
  expect(sent).toEqual([
    'POST /api/uploads',
    'POST /api/uploads/resumable',
    'PATCH /api/uploads/resumable/ID',
    'POST /api/uploads/resumable/ID',
  ])
  await page.context().close()
})
