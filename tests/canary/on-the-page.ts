import { type Browser, chromium, type Page } from '@playwright/test'
import { findChromium } from '../../scripts/ensure-chromium'
import type { Docket } from '../south/docket'

/** What a person writes about cases, and about which. */
export interface Written {
  /** The case that is worked on to the end. */
  number: number
  note: string
  exhibit: string
  reason: string
  /** The case on which words are typed and not sent. */
  draftNumber: number
  draftNote: string
  draftReason: string
}

/** A browser whose pages are open, and all of their text. */
export interface AtWork {
  /** What a member sees of a case, and what the browser keeps of it under its own names. */
  look(number: number): Promise<{ page: string; kept: string }>
  close(): Promise<void>
}

/** Writes it all through the real pages, signed in as the admin, and leaves them open. */
export async function writeOnPages(docket: Docket, written: Written): Promise<AtWork> {
  const executablePath = findChromium()
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  })
  try {
    const page = await signedIn(browser, docket.url.replace('127.0.0.1', 'localhost'))
    await workOn(page, written)
    const other = await page.context().newPage()
    await typeOnly(other, written)
    return {
      async look(number) {
        await page.goto(`/cases/${number}`)
        await page.getByRole('heading', { name: 'Timeline' }).waitFor()
        const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
        return { page: await page.content(), kept }
      },
      close: () => browser.close(),
    }
  } catch (error) {
    await browser.close()
    throw error
  }
}

async function signedIn(browser: Browser, baseURL: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL })).newPage()
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill('ada@example.test')
  await page.getByLabel('Password', { exact: true }).fill('ada has a long password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  return page
}

async function workOn(page: Page, { number, note, exhibit, reason }: Written): Promise<void> {
  await page.goto(`/cases/${number}`)
  await page.getByRole('textbox', { name: /^Note/ }).fill(`Somebody called ${note} sent it.`)
  await page.getByRole('button', { name: 'Write the note' }).click()
  await page.getByRole('listitem').filter({ hasText: note }).first().waitFor()

  await page.getByRole('button', { name: /^Pin / }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^Note/).fill(`Here is ${exhibit}.`)
  await dialog.getByRole('button', { name: 'Pin', exact: true }).click()
  await page.getByText('Pinned as exhibit A.').waitFor()

  const form = page.getByRole('form', { name: 'Decision' })
  // That it outlives the media is said beside the field.
  await form.getByText(/It outlives the media/).waitFor()
  await form.getByRole('radio', { name: 'Synthetic' }).check()
  await form.getByLabel('Reason').fill(`It says ${reason} itself.`)
  await form.getByRole('button', { name: 'Submit', exact: true }).click()
  await page.getByRole('region', { name: 'Timeline' }).getByText(reason).waitFor()
}

async function typeOnly(page: Page, { draftNumber, draftNote, draftReason }: Written): Promise<void> {
  await page.goto(`/cases/${draftNumber}`)
  await page.getByRole('textbox', { name: /^Note/ }).pressSequentially(`Did ${draftNote} `)
  await page.getByRole('radio', { name: 'Manipulated' }).check()
  await page.getByRole('form', { name: 'Decision' }).getByLabel('Reason').pressSequentially(`Because ${draftReason} `)
}
