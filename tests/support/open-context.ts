import { type Browser, type BrowserContext, type BrowserContextOptions, test } from '@playwright/test'

/** The contexts that are open in this worker's browser, and which file of journeys opened each. */
const opened = new Map<BrowserContext, string>()

/**
 * A browser context on the product. Those that an earlier file left open are closed: their pages would go on drawing every
 * change until the end of the run. Within a file they stay, as its tests may share them.
 */
export async function openContext(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const { file } = test.info()
  for (const [context, by] of opened) {
    if (by === file) continue
    opened.delete(context)
    await context.close().catch(() => {})
  }
  const context = await browser.newContext({ baseURL: process.env.DOCKET_URL ?? '', ...options })
  opened.set(context, file)
  return context
}
