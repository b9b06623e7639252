import { type Page, test } from '@playwright/test'
import { films, photographs, speeches } from '../support/day-samples'
import { openAs } from '../support/desk'
import { enterOn, palette, tabTo } from '../support/keyboard-alone'
import { expect } from '../support/patient'
import { analysed, fillIn, type Sent, sendAll } from '../support/working-day'

/* The same work on a phone, without motion, at 200 % zoom, and with media that is gone. */

test.describe.configure({ timeout: 300_000 })

let kept: Sent[] = []
let gone: Sent[] = []
const numberOf = (sent: Sent[], at: number) => sent[at]?.number ?? 0

test.beforeAll(async ({ request }) => {
  const unkept = [...(await photographs('gone-way', 1)), ...speeches('gone-way', 1), ...films('gone-way', 1)]
  gone = await sendAll(request, unkept, { zero_retention_mode: 'true' })
  kept = await sendAll(request, [...(await photographs('way', 3)), ...speeches('way', 1), ...films('way', 1)])
  await analysed(request, [...gone, ...kept])
})

const form = (page: Page) => page.getByRole('form', { name: 'Decision' })
const timeline = (page: Page) => page.getByRole('region', { name: 'Timeline' })

/** What is read rather than worked in, for somebody who may open all of it. */
const readPlaces = () => [
  '/audit',
  '/retention',
  `/retention/${numberOf(gone, 0)}`,
  '/insights',
  '/settings/team',
  '/settings/desk',
  '/settings/policies',
  '/settings/webhooks',
]
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

/** A case that was analysed, with its picture there. */
async function openCase(page: Page, number: number): Promise<void> {
  await page.goto(`/cases/${number}`)
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(`^Case ${number}\\b`) })).toBeVisible()
  await expect(form(page)).toBeVisible()
}

test('at phone width one case is found, looked at and decided with a thumb', async ({ browser }) => {
  const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
  const page = await openAs(browser, 'moderator', phone)
  await page.goto('/queue?q=way-01.jpg')
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await page.getByRole('link', { name: 'way-01.jpg', exact: true }).first().tap()
  await page.waitForURL(/\/cases\/\d+/)
  await expect(page.getByRole('img', { name: 'way-01.jpg' })).toBeVisible()
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  // The parts of the page are one touch away; the decision is among them.
  await page.getByRole('link', { name: 'Decision', exact: true }).first().tap()
  await expect(page.getByRole('heading', { name: 'Your decision' })).toBeInViewport()
  await form(page).getByText('Authentic', { exact: true }).first().tap()
  await expect(form(page).getByRole('radio', { name: 'Authentic' })).toBeChecked()
  await form(page).getByLabel('Reason').fill('The same roof is in last year’s picture.')
  await form(page).getByRole('button', { name: 'Submit', exact: true }).tap()
  await expect(timeline(page).getByText('The same roof is in last year’s picture.').first()).toBeVisible()
  const undo = page.getByRole('button', { name: /^Undo case/ })
  await expect(undo.first()).toBeVisible()
  expect(await overflow(page)).toBeLessThanOrEqual(0)
})

/** What moves on the page now, for longer than an eye would see. */
function moving(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document.getAnimations().flatMap((animation) => {
      const { effect, playState } = animation
      if (playState !== 'running' || Number(effect?.getComputedTiming().activeDuration ?? 0) < 50) return []
      const { target } = effect as KeyframeEffect
      return [`${(animation as CSSAnimation).animationName ?? 'a transition'} on ${target?.outerHTML.slice(0, 120)}`]
    }),
  )
}

test('with reduced motion nothing moves, not even while something is awaited', async ({ browser }) => {
  const page = await openAs(browser, 'moderator', { reducedMotion: 'reduce' })
  const still = async (where: string) => expect(await moving(page), where).toEqual([])
  for (const place of ['/', '/queue', '/queue/play', '/submit']) {
    await page.goto(place)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await still(place)
  }
  for (const at of [3, 4, 1]) {
    await openCase(page, numberOf(kept, at))
    await still(`case ${at}`)
    expect(
      await page.locator('audio, video').evaluateAll((all) => all.every((one) => (one as HTMLMediaElement).paused)),
    ).toBe(true)
  }
  const dialog = page.getByRole('dialog')
  for (const key of ['s', '?', 'p', 'Control+k']) {
    await page.keyboard.press(key)
    await expect(dialog).toBeVisible()
    await still(`the dialog behind ${key}`)
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  }
  // Held back, so that the waiting is seen.
  const { promise: released, resolve: go } = Promise.withResolvers<void>()
  await page.route('**/cases/*', async (route) => {
    if (route.request().method() === 'POST') await released
    await route.continue()
  })
  await fillIn(page, 3, 'Nothing in it moves, and nothing in it is made.')
  await page.keyboard.press('Enter')
  await expect(form(page).getByRole('button', { name: 'Submitting' })).toBeVisible()
  await still('while the decision is on its way')
  go()
  await expect(timeline(page).getByText('Nothing in it moves, and nothing in it is made.').first()).toBeVisible()
  await still('after the decision')
})

test('with reduced motion nothing moves where things are read and set either', async ({ browser }) => {
  const page = await openAs(browser, 'admin', { reducedMotion: 'reduce' })
  for (const place of readPlaces()) {
    await page.goto(place)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await moving(page), place).toEqual([])
  }
})

/** Walks a page with Tab and answers the stops that cannot be seen where they are: outside of the window, or covered. */
async function hiddenStops(page: Page, most = 250): Promise<{ stops: number; hidden: string[] }> {
  const hidden: string[] = []
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  for (let stops = 0; stops < most; stops++) {
    await page.keyboard.press('Tab')
    const fault = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null
      if (!element || element === document.body) return null
      const { left, top, right, bottom, width, height } = element.getBoundingClientRect()
      const name = `<${element.tagName.toLowerCase()}> ${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 60)}`
      const [x0, x1] = [Math.max(0, left), Math.min(innerWidth, right)]
      const [y0, y1] = [Math.max(0, top), Math.min(innerHeight, bottom)]
      if (x1 <= x0 || y1 <= y0) return `${name} is outside at ${[left, top, width, height].map(Math.round)}`
      const labels = 'labels' in element ? [...((element.labels as NodeList | null) ?? [])] : []
      const points = [0.1, 0.5, 0.9].flatMap((x) =>
        [0.1, 0.5, 0.9].map((y) => [x0 + (x1 - x0) * x, y0 + (y1 - y0) * y]),
      )
      const seen = points.some(([x = 0, y = 0]) => {
        const hit = document.elementFromPoint(x, y)
        return hit && (element.contains(hit) || hit.contains(element) || labels.some((label) => label.contains(hit)))
      })
      const over = document.elementFromPoint((x0 + x1) / 2, (y0 + y1) / 2)
      return seen ? '' : `${name} is covered by ${over?.outerHTML.slice(0, 100)}`
    })
    if (fault === null) return { stops, hidden }
    if (fault) hidden.push(fault)
  }
  throw new Error(`the walk with Tab has no end within ${most} stops`)
}

test('at 200 % zoom nothing scrolls sideways, and all of it is reached and seen', async ({ browser }) => {
  const zoomed = { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 }
  const page = await openAs(browser, 'moderator', zoomed)
  const places = [
    '/',
    '/queue',
    '/queue?view=grid',
    '/queue/play',
    '/submit',
    '/settings/keyboard',
    '/settings/preferences',
  ]
  for (const place of [...places, ...kept.slice(1).map(({ number }) => `/cases/${number}`)]) {
    await page.goto(place)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await overflow(page), `${place} scrolls sideways`).toBeLessThanOrEqual(0)
  }
  // The film has the most on its page.
  await openCase(page, numberOf(kept, 4))
  const { stops, hidden } = await hiddenStops(page)
  expect(stops).toBeGreaterThan(40)
  expect(hidden).toEqual([])

  await openCase(page, numberOf(kept, 2))
  await page.keyboard.press('s')
  const dialog = page.getByRole('dialog')
  const buttons = dialog.getByRole('button', { name: /^(Cancel|Skip and go on)$/ })
  await expect(buttons).toHaveCount(2)
  for (const button of await buttons.all()) {
    await tabTo(page, button)
    await expect(button).toBeInViewport({ ratio: 1 })
  }
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.keyboard.press('?')
  await tabTo(page, dialog.getByRole('button', { name: 'Close' }))
  await expect(dialog.getByRole('button', { name: 'Close' })).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await palette(page, 'prefer', /^Preferences/)
  await page.waitForURL(/preferences$/)

  await openCase(page, numberOf(kept, 2))
  await fillIn(page, 5, 'Seen at twice the size; it does not decide.')
  await enterOn(page, form(page).getByRole('button', { name: 'Submit', exact: true }))
  await expect(timeline(page).getByText('Seen at twice the size; it does not decide.').first()).toBeVisible()
})

test('at 200 % zoom nothing scrolls sideways where things are read and set either', async ({ browser }) => {
  const page = await openAs(browser, 'admin', { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 })
  for (const place of readPlaces()) {
    await page.goto(place)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await overflow(page), `${place} scrolls sideways`).toBeLessThanOrEqual(0)
  }
})

/** What each part of a case whose media is gone still says. */
const survives: [name: string, says: RegExp][] = [
  ['Evidence', /What each check measured stays/],
  ['Report and questions', /were deleted on/],
  ['Sources', /The places where it was found/],
  ['Provenance and metadata', /Only what was recognised stays/],
  ['Known media', /Its digest/],
  ['Runs', /Parameters, verdicts and measurements stay/],
  ['File', /Its name, its digest/],
  ['Timeline', /Who did what, and when, stays/],
]

for (const [at, kind] of ['picture', 'sound', 'film'].entries()) {
  test(`a ${kind} that is gone leaves a whole page: no media, nothing broken, each part says what survives`, async ({
    browser,
  }) => {
    const page = await openAs(browser, 'moderator')
    const broken: string[] = []
    page.on('response', (response) => {
      if (response.status() >= 400) broken.push(`${response.status()} ${response.url()}`)
    })
    await page.goto(`/cases/${numberOf(gone, at)}`)
    await expect(page.getByText(/The media was deleted on .*, as asked/)).toBeVisible({ timeout: 60_000 })
    broken.length = 0
    await page.reload()
    const media = page.getByRole('region', { name: 'Media', exact: true })
    await expect(media).toContainText(/The media was deleted on .* UTC, as asked/)
    for (const [name, says] of survives) {
      const part = page.getByRole('region', { name, exact: true })
      await expect(part, name).toContainText(says)
      await expect(part, name).toContainText(/deleted on .* under zero retention/)
    }
    await expect(page.getByRole('region', { name: 'Verdict of the engine' })).toBeVisible()
    await expect(page.locator('main video, main audio')).toHaveCount(0)
    const images = page.locator('main img')
    for (const image of await images.all()) {
      await image.scrollIntoViewIfNeeded()
      await expect
        .poll(() => image.evaluate((one: HTMLImageElement) => one.complete && one.naturalWidth))
        .toBeGreaterThan(0)
    }
    expect(broken).toEqual([])
    expect(await page.content()).not.toContain('gone-way')
    await fillIn(page, 6, 'It is gone; what was measured does not decide.')
    await page.keyboard.press('Enter')
    await expect(timeline(page).getByText('It is gone; what was measured does not decide.').first()).toBeVisible()
    await page.goto('/queue?state=decided')
    await expect(page.locator('[data-case]').first()).toBeVisible()
    expect(broken).toEqual([])
  })
}
