import { type ConsoleMessage, expect, type Page, test } from '@playwright/test'
import { type PageState, pageStates } from '../support/page-states'
import { openAsWorker, teamAtWork, type Worker, workers } from '../support/team-at-work'

/*
 * The policy that pages carry is one they keep to: every page, in every state that brings styles, media and dialogs, is
 * opened with somebody listening for what the browser refuses; and a script that is not Docket's does not run.
 */

test.describe.configure({ timeout: 300_000 })
test.use({ trace: 'off' })

let states: PageState[]
test.beforeAll(() => {
  test.setTimeout(240_000)
  states = pageStates(teamAtWork())
})

for (const worker of [...(Object.keys(workers) as Worker[]), null]) {
  test(`no page that ${worker ?? 'a visitor'} comes to breaks its policy`, async ({ browser }) => {
    const page = await openAsWorker(browser, worker)
    const refused = await listen(page)
    for (const { name, address, prepare } of states.filter(({ as }) => as === worker)) {
      page.setDefaultTimeout(15_000)
      const answer = await page.goto(address)
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
      expect.soft(answer?.headers()['content-security-policy'], name).toContain("'strict-dynamic'")
      // A state that does not come about is 30-accessibility's to tell.
      await prepare?.(page).catch(() => {})
      expect.soft(refused.splice(0), `${name}, ${address}`).toEqual([])
    }
    await page.context().close()
  })
}

test('pages reached without loading anew keep to the policy of the first', async ({ browser }) => {
  const page = await openAsWorker(browser, 'ada')
  const refused = await listen(page)
  await page.goto('/')
  for (const name of ['Submit', 'Queue', 'Audit', 'Insights', 'Retention', 'Members', 'API reference']) {
    // "Queue" says how many wait, too.
    const link = page.getByRole('navigation').getByRole('link', { name: new RegExp(`^${name}\\b`) })
    await link.first().click({ timeout: 15_000 })
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  }
  expect(refused).toEqual([])
  await page.context().close()
})

test('the look chosen is set before the first paint, by a script that the policy knows', async ({ browser }) => {
  const page = await openAsWorker(browser, 'mo')
  const refused = await listen(page)
  await page.evaluate(() => localStorage.setItem('docket-theme', 'dark'))
  await page.goto('/')
  await expect(page.locator('html')).toHaveClass(/\bdark\b/)
  expect(refused).toEqual([])
  await page.context().close()
})

test('what is there when nothing is, and when something fails, keeps to a policy as well', async ({ browser }) => {
  const page = await openAsWorker(browser, null)
  const refused = await listen(page)
  for (const address of ['/nothing/here', '/nothing.png', '/sign-in']) {
    const answer = await page.goto(address)
    expect(answer?.headers()['content-security-policy'], address).toContain("'strict-dynamic'")
    expect(refused.splice(0), address).toEqual([])
  }
  await page.context().close()
})

test('an injected script does not run, however it comes in', async ({ browser }) => {
  const page = await openAsWorker(browser, 'mo')
  // Not by Playwright's own ways in, which stand above the policy: the page's HTML is changed on its way.
  await page.route('**/queue', async (route) => {
    const answer = await route.fetch()
    const injected = `<script>window.injected = 'inline'</script>
      <script nonce="">window.injected = 'empty nonce'</script>
      <script src="data:text/javascript,window.injected='data'"></script>
      <img src="/nothing.png" alt="" onerror="window.injected = 'handler'">
      <base href="https://elsewhere.example/">`
    await route.fulfill({ response: answer, body: (await answer.text()).replace('</body>', `${injected}</body>`) })
  })
  const refused = await listen(page)
  await page.goto('/queue')
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await expect.poll(() => refused.filter((one) => one.includes('script-src')).length).toBeGreaterThanOrEqual(3)
  expect(await page.evaluate(() => 'injected' in window)).toBe(false)
  expect(await page.evaluate(() => document.baseURI)).not.toContain('elsewhere')
  await page.context().close()
})

/** What the browser refuses on this page from now on, by the pages' own event and by the console's words. */
async function listen(page: Page): Promise<string[]> {
  const refused: string[] = []
  await page.exposeFunction('tellOfRefusal', (said: string) => refused.push(said))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = event
      const tell = (window as unknown as { tellOfRefusal(said: string): void }).tellOfRefusal
      tell(`${effectiveDirective}: ${blockedURI} ${sample} (${sourceFile}:${lineNumber})`)
    })
  })
  page.on('console', (message: ConsoleMessage) => {
    if (/Content[- ]Security[- ]Policy/i.test(message.text())) refused.push(message.text())
  })
  return refused
}
