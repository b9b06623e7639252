import { expect, type Page, test } from '@playwright/test'
import { faultsInEveryLook } from '../support/looks'
import { type PageState, pageRoutes, pageStates, routeOf } from '../support/page-states'
import { openAsWorker, teamAtWork, type Worker, workers } from '../support/team-at-work'

/*
 * Every page of the file tree, in its important states, light and dark, on a desk and on a phone: a page is loaded once for
 * all four. The team is the one of the screenshots.
 */

test.describe.configure({ timeout: 600_000 })
// What is wrong is said in full, and recording every page would take longer than looking at it.
test.use({ trace: 'off' })

let states: PageState[]
test.beforeAll(() => {
  test.setTimeout(240_000)
  states = pageStates(teamAtWork())
})

test('every page of the file tree is looked at', () => {
  const routes = pageRoutes()
  expect(routes.length).toBeGreaterThan(25)
  const seen = new Set(states.map(({ address }) => routeOf(address, routes)))
  expect(routes.filter((route) => !seen.has(route))).toEqual([])
})

for (const worker of [...(Object.keys(workers) as Worker[]), null]) {
  test(`no page that ${worker ?? 'a visitor'} comes to has an accessibility violation`, async ({ browser }) => {
    const first = await openAsWorker(browser, worker)
    const second = await first.context().newPage()
    const waiting = states.filter(({ as }) => as === worker)
    // Two pages at a time: one is looked at while the other loads.
    const work = async (page: Page) => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        expect.soft(await lookAt(page, next), `${next.name}, ${next.address}`).toEqual([])
      }
    }
    await Promise.all([work(first), work(second)])
    await first.context().close()
  })
}

test('what a moderator may not open says so, in every look', async ({ browser }) => {
  const page = await openAsWorker(browser, 'mo')
  const routes = pageRoutes().filter((route) => !route.includes('['))
  const denied: string[] = []
  for (const route of routes) {
    await page.goto(route)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    if (await page.getByRole('heading', { name: 'Your role does not reach this page' }).isVisible()) denied.push(route)
  }
  expect(denied).toEqual(expect.arrayContaining(['/audit', '/insights', '/retention', '/settings/keys']))
  expect(await lookAt(page, { name: 'denied', as: 'mo', address: denied.at(-1) ?? '' })).toEqual([])
})

test('a page keeps its name while it is brought up to date', async ({ browser }) => {
  const page = await openAsWorker(browser, 'mo')
  const slow = await page.context().newCDPSession(page)
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  await page.goto('/')
  await expect(page).toHaveTitle('Docket')
  await page.evaluate(() => {
    const look = () => document.title === '' && document.documentElement.setAttribute('data-nameless', '')
    new MutationObserver(look).observe(document, { childList: true, subtree: true })
  })
  for (let times = 0; times < 20; times++) {
    const brought = page.waitForResponse((answer) => answer.request().headers().rsc !== undefined)
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await brought
    await page.waitForTimeout(200)
  }
  await expect(page.locator('html')).not.toHaveAttribute('data-nameless')
  await page.context().close()
})

test('the API reference names this Docket in its commands', async ({ browser }) => {
  const page = await openAsWorker(browser, 'mo')
  await page.goto('/docs/api')
  const command = page.getByRole('region', { name: 'Hand in media' }).getByText('$DOCKET_KEY').first()
  await expect(command).toContainText(`${new URL(page.url()).origin}/api/v2/detect`)
})

/** What is wrong with it, or why it did not come about. */
async function lookAt(page: Page, { address, prepare, menu }: PageState): Promise<string[]> {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  // A state that does not come about is a fault as well, and must not keep the others waiting.
  page.setDefaultTimeout(15_000)
  try {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
    await prepare?.(page)
    return await faultsInEveryLook(page, { menu })
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}
