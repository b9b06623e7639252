import { type Page, test } from '@playwright/test'
import { films } from '../support/day-samples'
import { openAs } from '../support/desk'
import { expect } from '../support/patient'
import { analysed, type Sent, sendAll } from '../support/working-day'

/* A film is met as a picture is: blurred, grey and without sound while it plays; and the time with it is counted up to the limit. */

test.describe.configure({ mode: 'serial', timeout: 240_000 })

let sent: Sent[] = []
const number = () => sent[0]?.number ?? 0

test.beforeAll(async ({ request }) => {
  test.setTimeout(240_000)
  sent = await sendAll(request, films('met-film', 1))
  await analysed(request, sent)
})

const film = (page: Page) => page.locator('main video').first()
const switches = (page: Page) => page.getByRole('group', { name: 'How media is shown' })
const pressed = (page: Page, name: string) => expect(switches(page).getByRole('button', { name }))

async function openFilm(page: Page): Promise<void> {
  await page.goto(`/cases/${number()}`)
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await expect.poll(() => film(page).evaluate((video: HTMLVideoElement) => video.readyState)).toBeGreaterThan(0)
}

/** What the browser really draws over the film: every filter on it and around it, up to the page. */
function filters(page: Page): Promise<string> {
  return film(page).evaluate((video) => {
    const found: string[] = []
    for (let one: Element | null = video; one; one = one.parentElement) found.push(getComputedStyle(one).filter)
    return found.filter((filter) => filter !== 'none').join(' ')
  })
}
const muted = (page: Page) => film(page).evaluate((video: HTMLVideoElement) => video.muted)
const playing = (page: Page) =>
  film(page).evaluate((video: HTMLVideoElement) => !video.paused && video.currentTime > 0.05)

test('`b`, `g` and `m` blur, grey and silence a film while it plays, and its switches do the same', async ({
  browser,
}) => {
  const page = await openAs(browser, 'moderator')
  await openFilm(page)
  expect(await filters(page)).toBe('')
  expect(await muted(page)).toBe(false)

  // Plays again and again, however long the looking takes.
  await film(page).evaluate(async (video: HTMLVideoElement) => {
    video.loop = true
    await video.play()
  })
  await expect.poll(() => playing(page)).toBe(true)
  await page.keyboard.press('b')
  await pressed(page, 'Blur').toHaveAttribute('aria-pressed', 'true')
  await expect.poll(() => filters(page)).toMatch(/^blur\((?!0)\d+px\)$/)
  expect(await film(page).evaluate((video: HTMLVideoElement) => video.disablePictureInPicture)).toBe(true)
  await page.keyboard.press('g')
  await expect.poll(() => filters(page)).toMatch(/blur\((?!0)\d+px\) grayscale\(1\)/)
  await page.keyboard.press('m')
  await expect.poll(() => muted(page)).toBe(true)
  // Its switch stands where its sound is, with the controls.
  const silence = page.getByRole('region', { name: /^Video player/ }).getByRole('button', { name: /^Mute/ })
  await expect(silence).toHaveAttribute('aria-pressed', 'true')
  // It goes on while it is filtered; where it begins anew it stands for a moment.
  await expect.poll(() => playing(page)).toBe(true)

  await switches(page).getByRole('button', { name: 'Grey' }).click()
  await expect.poll(() => filters(page)).toMatch(/^blur\(\d+px\)$/)
  await silence.click()
  await expect.poll(() => muted(page)).toBe(false)
  await switches(page).getByRole('button', { name: 'Blur' }).click()
  await expect.poll(() => filters(page)).toBe('')
})

test('a film of somebody who blurs begins blurred and silent; “Show” clears it, and the trail says so', async ({
  browser,
}) => {
  const page = await openAs(browser, 'moderator')
  await choose(page, 'On')
  await openFilm(page)
  expect(await filters(page)).toMatch(/blur\((?!0)\d+px\)/)
  await expect.poll(() => muted(page)).toBe(true)
  await page.getByRole('button', { name: 'Show what is blurred' }).first().click()
  await expect.poll(() => filters(page)).toBe('')

  const manager = await openAs(browser, 'manager')
  const entries = manager.getByRole('list', { name: 'Entries' }).getByRole('listitem')
  await expect(async () => {
    await manager.goto(`/audit?case=${number()}&type=media.unblurred`)
    await expect(entries.filter({ hasText: 'Blur lifted' }).first()).toBeVisible({ timeout: 2000 })
  }).toPass()
  await choose(page, null)
})

/** Blur and mute of somebody's own; null: as the team has them. */
async function choose(page: Page, way: 'On' | null): Promise<void> {
  await page.goto('/settings/preferences')
  for (const label of ['Blur', 'Mute']) {
    const field = page.getByLabel(label, { exact: true })
    await (way === null ? field.selectOption({ index: 0 }) : field.selectOption(way))
  }
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(/^Kept\./).first()).toBeVisible()
}

test('the time with an open film is counted, and once it is the daily limit no next case is offered', async ({
  browser,
}) => {
  const page = await openAs(browser, 'manager')
  await page.goto('/settings/preferences')
  await page.getByLabel('Daily limit').fill('1')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(/^Kept\./).first()).toBeVisible()

  // Minutes pass in the page alone; what is counted is what the server was told.
  await page.clock.install()
  await openFilm(page)
  const after = await openAs(browser, 'manager')
  await expect(async () => {
    await page.mouse.move(200 + Math.random() * 50, 200)
    await page.clock.runFor(35_000)
    await after.goto('/settings/preferences')
    await expect(after.getByText(/Today \(UTC\): \d+ minutes?\./)).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 60_000 })

  await after.goto('/queue/play')
  await expect(after.getByRole('heading', { name: 'That is enough for today' })).toBeVisible()
  await expect(after.getByRole('button', { name: 'Start' })).toHaveCount(0)
  // A single case still opens, as it says.
  await after.goto(`/cases/${number()}`)
  await expect(film(after)).toBeVisible()

  await after.goto('/settings/preferences')
  await after.getByLabel('Daily limit').fill('')
  await after.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(after.getByText(/^Kept\./).first()).toBeVisible()
  await after.goto('/queue/play')
  await expect(after.getByRole('heading', { name: 'That is enough for today' })).toHaveCount(0)
})
