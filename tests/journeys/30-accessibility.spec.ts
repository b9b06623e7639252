import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { openAs } from '../support/desk'

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]

/** Every rule of axe (WCAG 2.2 AA and its best practices), on the page as it stands. */
async function expectAccessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${what}: ${id} at ${nodes.map((node) => node.target).join(', ')}`)).toEqual(
    [],
  )
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
    `${what} scrolls sideways`,
  ).toBe(true)
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of sizes) {
    const look = `${colorScheme}, ${viewport.width} px`

    test(`no page has an accessibility violation (${look})`, async ({ browser }) => {
      test.setTimeout(180_000)
      const page = await openAs(browser, 'admin', { colorScheme, viewport })
      const cases = await caseAddresses(page)
      const places = [
        '/',
        '/submit',
        '/queue',
        '/queue?q=nothing-like-it',
        '/audit',
        '/settings/members',
        '/settings/keys',
        '/settings/callbacks',
        '/settings/health',
        '/docs/api',
        '/cases/99999',
        ...cases,
      ]
      for (const place of places) {
        await page.goto(place)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expectAccessible(page, `${place} (${look})`)
      }
    })
  }
}

test('signed-out pages and a page one may not see', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: process.env.DOCKET_URL ?? '' })
  const visitor = await context.newPage()
  for (const place of ['/sign-in', '/setup?token=wrong']) {
    await visitor.goto(place)
    await expectAccessible(visitor, place)
  }
  const moderator = await openAs(browser, 'moderator')
  await moderator.goto('/audit')
  await expectAccessible(moderator, '/audit for a moderator')
  await moderator.goto('/docs/api')
  await expect(moderator.getByRole('heading', { level: 1, name: 'API reference' })).toBeVisible()
  const command = moderator.getByRole('region', { name: 'Hand in media' }).getByText('$DOCKET_KEY').first()
  await expect(command).toContainText(`${new URL(moderator.url()).origin}/api/v2/detect`)
})

/** One case of each medium, one that failed and one that was decided, as far as they are in the queue. */
async function caseAddresses(page: Page): Promise<string[]> {
  const found = new Set<string>()
  for (const name of ['photograph.jpg', 'splice.jpg', 'speech.wav', 'bay.mp4', 'bomb.png', 'stable-diffusion.png']) {
    await page.goto(`/queue?state=all&q=${encodeURIComponent(name)}`)
    const link = page.getByRole('link', { name: new RegExp(name.replace('.', '\\.')) }).first()
    await expect(link, name).toBeVisible()
    found.add(new URL((await link.getAttribute('href')) ?? '', page.url()).pathname)
  }
  return [...found]
}
