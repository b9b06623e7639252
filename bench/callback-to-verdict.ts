import { chromium, type Page } from '@playwright/test'
import { ensureChromium } from '../scripts/ensure-chromium'
import { type HostedApi, startHostedApi } from '../tests/support/hosted-api'
import { type Product, percentile, type Subject } from './figure'
import { admin, startProduct } from './product'
import { makeJpeg } from './sample-files'
import { detectFile } from './send-file'

const rounds = 25

/**
 * Milliseconds from the moment a Detect API sends a callback to its verdict on a moderator's screen: the case's page,
 * opened before, in a real browser. On a product of its own whose detector is a stand-in of the hosted service.
 */
export const callbackToVerdict: Subject = async () => {
  const api = await startHostedApi({ finishAfter: null })
  const { product, stop } = await startProduct({
    DETECT_API_URL: api.url,
    DETECT_API_KEY: api.key,
    ALLOWED_PRIVATE_HOSTS: api.host,
  })
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  try {
    const page = await browser.newPage({ baseURL: product.url.replace('127.0.0.1', 'localhost') })
    await signIn(page)
    const milliseconds: number[] = []
    for (let round = 1; round <= rounds; round++) milliseconds.push(await once(product, api, page, round))
    // The first also loads the page's code.
    const settled = milliseconds.slice(1)
    return [
      { figure: 'callback to verdict on screen, p50', value: percentile(settled, 50), unit: 'ms', goal: null },
      { figure: 'callback to verdict on screen, p95', value: percentile(settled, 95), unit: 'ms', goal: null },
    ]
  } finally {
    await browser.close()
    await stop()
    await api.stop()
  }
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(admin.email)
  await page.getByLabel('Password', { exact: true }).fill(admin.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

/** The case's number is the round's: nothing else is handed in. */
async function once(product: Product, api: HostedApi, page: Page, round: number): Promise<number> {
  const picture = await makeJpeg(product.folder, `picture-${round}.jpg`, { width: 320, height: 240 }, 40 + round)
  await detectFile(product, picture, {})
  await page.goto(`/cases/${round}`)
  await page.getByText(`Being analysed by ${api.host}`).first().waitFor()
  const seen = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new MutationObserver((_changes, observer) => {
          if (!document.getElementById('verdict')) return
          observer.disconnect()
          // Behind the frame that shows it.
          requestAnimationFrame(() => setTimeout(() => resolve(Date.now())))
        }).observe(document.body, { subtree: true, childList: true, characterData: true })
      }),
  )
  const began = Date.now()
  await api.finish()
  return (await seen) - began
}
