import fs from 'node:fs'
import path from 'node:path'
import { type Browser, type BrowserContext, devices, type Page } from '@playwright/test'
import sharp from 'sharp'
import type { Shot } from './pages'
import { type Person, password, people } from './people'

const looks = ['light', 'dark'] as const
const { defaultBrowserType: _, ...phone } = devices['iPhone 13']
const sizes = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { ...phone, deviceScaleFactor: 2 },
}
type Size = keyof typeof sizes

/** How wide the kept pictures are, in their pixels: text stays readable, and the repository small. */
const keptWidth = { desktop: 1200, phone: 600 }

/** The tallest window, in pixels: longer pages end there. */
const tallest = 1800

async function signIn(context: BrowserContext, person: Person): Promise<void> {
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(people[person].email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  await page.close()
}

/** A context for each person and size, made when it is first needed. */
function contexts(browser: Browser, baseURL: string) {
  const made = new Map<string, Promise<BrowserContext>>()
  const make = async (as: Person | null, size: Size) => {
    const context = await browser.newContext({ ...sizes[size], baseURL, locale: 'en-GB', reducedMotion: 'reduce' })
    if (as) await signIn(context, as)
    return context
  }
  return (as: Person | null, size: Size) => {
    const name = `${as}-${size}`
    const context = made.get(name) ?? make(as, size)
    made.set(name, context)
    return context
  }
}

/** Goes there, makes the window as tall as the page, waits until what it loads has come, and brings it into its state. */
async function show(page: Page, { address, prepare }: Shot, size: Size): Promise<void> {
  const { width, height } = sizes[size].viewport
  await page.setViewportSize({ width, height })
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto(address)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  if (!prepare) {
    const whole = await page.evaluate(() => document.documentElement.scrollHeight)
    await page.setViewportSize({ width, height: Math.min(Math.max(whole, height), tallest) })
  }
  await page.waitForFunction(() => [...document.images].every((image) => image.complete || image.loading === 'lazy'))
  await page.waitForFunction(() => !document.querySelector('[data-slot=frame-strip].opacity-70'))
  // Players and charts draw a moment after their data.
  await page.waitForTimeout(address.startsWith('/cases/') ? 1500 : 500)
  await prepare?.(page)
}

async function take(page: Page, width: number, file: string): Promise<void> {
  const picture = await page.screenshot()
  await sharp(picture).resize({ width }).webp({ quality: 70, effort: 4, smartSubsample: true }).toFile(file)
}

/** Both colours of a page at one size, from one load of it. */
async function takeAtSize(context: BrowserContext, shot: Shot, size: Size, folder: string): Promise<void> {
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  try {
    await show(page, shot, size)
    for (const colorScheme of looks) {
      await page.emulateMedia({ colorScheme })
      await page.waitForTimeout(300)
      await take(page, keptWidth[size], path.join(folder, `${shot.name}-${colorScheme}-${size}.webp`))
    }
  } finally {
    await page.close()
  }
}

/**
 * Takes every page in every look into `folder`, from the Docket at `baseURL`. Resolves with what could not be taken, and why.
 * Page by page and not size by size: what can be taken back is so for ten minutes only.
 */
export async function takePictures(browser: Browser, baseURL: string, all: Shot[], folder: string): Promise<string[]> {
  const contextOf = contexts(browser, baseURL)
  const failed: string[] = []
  fs.mkdirSync(folder, { recursive: true })
  for (const shot of all) {
    const atSize = async (size: Size) => {
      try {
        await takeAtSize(await contextOf(shot.as, size), shot, size, folder)
      } catch (error) {
        failed.push(`${shot.name} (${size}): ${error instanceof Error ? error.message : error}`)
      }
    }
    await Promise.all([atSize('desktop'), atSize('phone')])
  }
  return failed
}
