import crypto from 'node:crypto'
import { type Page, test } from '@playwright/test'
import { dayEvents, type KnownFile, type Left } from '../support/day-events'
import { films, generated, photographs, speeches } from '../support/day-samples'
import { openAs } from '../support/desk'
import { enterOn, expectNoPointer, palette, watchPointers } from '../support/keyboard-alone'
import { expect } from '../support/patient'
import {
  analysed,
  arrive,
  desk,
  expectNothingChosen,
  fillIn,
  handInUnkept,
  moveToDesk,
  openDesk,
  sendAll,
  startPlaying,
} from '../support/working-day'

/* A moderator's day: thirty cases of every kind decided in play mode without a pointer, and what happens in between. */

test.describe.configure({ mode: 'serial', timeout: 600_000 })

const wanted = 30
const left: Left = { skipped: [], escalated: [] }

test('the day’s cases come in, with and without retention, and are put into one queue', async ({
  browser,
  request,
}) => {
  const photos = await photographs('day-photo', 12)
  const gone = [...speeches('gone-speech', 1), ...films('gone-film', 1)]
  const sent = [
    ...(await sendAll(request, gone, { zero_retention_mode: 'true' })),
    ...(await sendAll(request, [
      ...photos,
      ...generated('day-made', 3),
      ...speeches('day-speech', 8),
      ...films('day-film', 4),
    ])),
  ]
  const admin = await openDesk(browser)
  const unkept = await handInUnkept(admin, [...(await photographs('unkept-photo', 2)), ...speeches('unkept-speech', 1)])
  await analysed(request, sent)
  const purged = sent.slice(0, gone.length).map(({ number }) => number)
  await moveToDesk(admin, '?state=waiting&q=day-', 'all', 27)
  await expect(async () => {
    await admin.goto('/queue?state=waiting&zero=yes&order=newest')
    for (const number of [...purged, ...unkept]) {
      await expect(admin.getByRole('checkbox', { name: `Choose case ${number}`, exact: true })).toBeVisible({
        timeout: 1000,
      })
    }
  }).toPass({ timeout: 60_000 })
  await moveToDesk(admin, '?state=waiting&zero=yes&order=newest', [...purged, ...unkept], 5)
})

const form = (page: Page) => page.getByRole('form', { name: 'Decision' })

/** Looks at the list, finds one case in it, and begins. */
async function begin(page: Page, known: KnownFile): Promise<void> {
  await palette(page, desk.queue, new RegExp(`^${desk.queue}`))
  await page.waitForURL(/\/queue\?queue=/)
  const rows = page.locator('[data-case]')
  await expect(rows).not.toHaveCount(0)
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type(known.name)
  await page.keyboard.press('Enter')
  await expect(rows).toHaveCount(1)
  await expect(page.getByRole('searchbox')).toHaveValue(known.name)
  // A search leaves the focus where it was; the keys of the list begin one step behind it.
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('j')
  await expect(rows.first().locator('[data-row]')).toBeFocused()
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.press('Delete')
  await page.keyboard.press('Enter')
  await expect(rows).not.toHaveCount(1)
  await startPlaying(page)
}

test('thirty cases are decided by keyboard alone, nothing chosen beforehand, until nothing is left', async ({
  browser,
}) => {
  const page = await openAs(browser, 'moderator')
  await watchPointers(page)
  page.setDefaultTimeout(30_000)
  const [photo] = await photographs('day-photo', 1)
  const sha256 = crypto
    .createHash('sha256')
    .update(photo?.buffer ?? '')
    .digest('hex')
  const known = { sha256, name: photo?.name ?? '' }
  const events = dayEvents(known, left)
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await begin(page, known)
  const offered: number[] = []
  const decided = new Set<number>()
  let undone: number | null = null
  let number = await arrive(page, null)
  while (number !== null) {
    offered.push(number)
    await expectNothingChosen(page, { takenBack: number === undone })
    const title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
    const at = events.findIndex(({ on }) => on.test(title))
    const [event] = at === -1 ? [] : events.splice(at, 1)
    await event?.act(page, number)
    if (!event?.leaves) await decide(page, offered.length, number)
    if (!event?.leaves) decided.add(number)
    const next: number | null = await arrive(page, number)
    if (undone === null && decided.size === 5 && next !== null) {
      await page.keyboard.press('u')
      await expect(page.getByText(`The decision on case ${number} was taken back.`, { exact: false })).toBeVisible()
      decided.delete(number)
      undone = number
    }
    number = next
  }
  await expect(page.getByRole('heading', { name: `Nothing is left for you in “${desk.queue}”` })).toBeVisible()
  expect(events).toEqual([])
  expect(decided.size).toBe(wanted)
  // Whatever was skipped or escalated did not come back; what was taken back did, once.
  const more = offered.filter((one, index) => offered.indexOf(one) !== index)
  expect(more).toEqual([undone])
  for (const one of [...left.skipped, ...left.escalated]) expect(decided).not.toContain(one)
  await expectNoPointer(page)
  await page.goto(page.url().replace('/queue/play', '/queue').replace(/$/, '&state=decided'))
  await expect(page.locator('[data-case]')).toHaveCount(wanted)
})

/** Decides in one of the ways there are: from the form, from inside the reason, or staying and going on by the bar above. */
async function decide(page: Page, turn: number, number: number): Promise<void> {
  const reason = `Looked at it from end to end (${turn}).`
  await fillIn(page, (turn % 6) + 1, reason)
  if (turn % 10 === 9) {
    await page.keyboard.press('Enter')
    await expect(page.getByRole('region', { name: 'Decision' }).getByText(reason)).toBeVisible()
    await enterOn(
      page,
      page.getByRole('complementary', { name: 'Play mode' }).getByRole('button', { name: 'Next case' }),
    )
    return
  }
  if (turn % 2 === 0) {
    await page.keyboard.press('r')
    await page.keyboard.press('Control+Shift+Enter')
  } else await page.keyboard.press('Shift+Enter')
  await expect(page.getByText(`Case ${number} decided`, { exact: false }).first()).toBeVisible()
}

test('the manager is told of the mention and has the escalated case; the desk is put away', async ({ browser }) => {
  const manager = await openAs(browser, 'manager')
  await manager.goto('/')
  await expect(manager.getByRole('main')).toContainText('please see')
  await manager.goto(`/cases/${left.escalated[0]}`)
  await expect(manager.getByText('It names a minister.').first()).toBeVisible()
  await expect(form(manager)).toBeVisible()

  const admin = await openAs(browser, 'admin')
  await admin.goto('/settings/queues')
  await admin.getByRole('button', { name: `Archive “${desk.queue}”` }).click()
  await admin.getByRole('button', { name: 'Archive it' }).click()
  await expect(admin.getByRole('link', { name: desk.queue, exact: true })).toHaveCount(0)
  await admin.goto('/settings/policies')
  await admin.getByRole('link', { name: desk.policy }).first().click()
  await admin.getByRole('button', { name: 'Archive the policy' }).click()
  await admin.getByRole('button', { name: 'Archive it' }).click()
  await expect(admin.getByText(`“${desk.policy}” is archived.`)).toBeVisible()
})
