import { expect as anyExpect, type Page, test } from '@playwright/test'
import { openAs, people } from '../support/desk'
import { addColleague, decisionForm, enterDecision, handIn, numberOf, setDesk, shownNumber } from '../support/desk-work'

/* Two moderators at one queue, each in a browser of their own. */

const expect = anyExpect.configure({ timeout: 30_000 })

test.describe.configure({ mode: 'serial', timeout: 240_000 })

const rounds = 6
const named = (stem: string, n: number) => Array.from({ length: n }, (_, index) => `${stem}-${index + 1}.png`)
const twins = named('twin', 3)
const alike = named('alike', 3)
let killed = 0

test.beforeAll(async ({ browser, request }) => {
  test.setTimeout(240_000)
  await addColleague(browser)
  await handIn(request, [...twins, ...alike, 'killed-1.png', 'news-1.png'])
  await setDesk(browser, { 'A case stays taken for': 45 })
})
test.afterAll(async ({ browser }) => {
  test.setTimeout(240_000)
  await setDesk(browser, { 'A case stays taken for': 300 })
})

const row = (page: Page, title: string) =>
  page.getByRole('list', { name: 'Cases' }).getByRole('listitem').filter({ hasText: title })
const nothingLeft = (page: Page) => page.getByRole('heading', { name: 'Nothing is left for you' })

test('one who is killed with a case in hand: others see for how long they have it still', async ({ browser }) => {
  const mo = await openAs(browser, 'moderator')
  killed = await numberOf(mo, 'killed-1.png')
  const cleo = await openAs(browser, 'colleague')
  await cleo.goto('/queue?q=killed-1')
  await mo.goto(`/cases/${killed}`)
  await mo.getByRole('button', { name: 'Take this case' }).click()
  await expect(mo.getByText('You have this case')).toBeVisible()
  await expect(row(cleo, 'killed-1.png')).toContainText(/with Mo Moderator, 0:\d\d left/)
  await mo.context().close()

  await cleo.goto(`/cases/${killed}`)
  const left = cleo.getByRole('timer', { name: 'Held for' })
  await expect(left).toHaveText(/^0:\d\d left$/)
  const before = await left.textContent()
  await expect(left).not.toHaveText(before ?? '')
  await expect(cleo.getByText('Mo Moderator is working on this case')).toBeVisible()
  await expect(decisionForm(cleo)).toHaveCount(0)
})

test('two who play the same part of the queue at the same moment never get the same case', async ({ browser }) => {
  const both = await Promise.all([openAs(browser, 'moderator'), openAs(browser, 'colleague')])
  const start = (page: Page) => page.getByRole('button', { name: 'Start' })
  await Promise.all(both.map((page) => page.goto('/queue/play?q=twin-')))
  for (let round = 0; round < rounds; round++) {
    for (const page of both) await expect(start(page)).toBeVisible()
    await Promise.all(both.map((page) => start(page).click()))
    await Promise.all(both.map((page) => page.waitForURL(/\/cases\/\d+/)))
    const [one = 0, other = 0] = both.map(shownNumber)
    expect(one, `round ${round}`).not.toBe(other)
    if (round === rounds - 1) break
    await Promise.all(both.map((page) => page.getByRole('button', { name: 'Stop and give it back' }).click()))
    await Promise.all(both.map((page) => page.waitForURL(/\/queue\/play/)))
  }

  // Each decides theirs at the same moment; of the three one is left, and one of them gets it.
  const got = both.map(shownNumber)
  await Promise.all(both.map((page) => enterDecision(page, 'Authentic', `Found by case ${shownNumber(page)}.`)))
  await Promise.all(both.map((page) => page.getByRole('button', { name: 'Submit and next' }).click()))
  await Promise.all(both.map((page, index) => page.waitForURL(({ pathname }) => pathname !== `/cases/${got[index]}`)))
  for (const page of both) await expect(decisionForm(page).or(nothingLeft(page))).toBeVisible()
  const goesOn = both.filter((page) => page.url().includes('/cases/'))
  expect(goesOn).toHaveLength(1)
  expect(got).not.toContain(goesOn.map(shownNumber)[0])
  await expect(nothingLeft(both.find((page) => !goesOn.includes(page)) ?? both[0])).toBeVisible()
})

test('of several cases decided alike the one that somebody else has says so; the others are decided and undone', async ({
  browser,
}) => {
  const mo = await openAs(browser, 'moderator')
  const taken = await numberOf(mo, 'alike-2.png')
  await mo.goto(`/cases/${taken}`)
  await mo.getByRole('button', { name: 'Take this case' }).click()
  await expect(mo.getByText('You have this case')).toBeVisible()

  const cleo = await openAs(browser, 'colleague')
  await cleo.goto('/queue?q=alike-')
  await expect(row(cleo, 'alike-2.png')).toContainText('with Mo Moderator')
  await cleo.getByRole('checkbox', { name: 'Choose all on this page' }).check()
  const bar = cleo.getByRole('region', { name: 'Chosen cases' })
  await expect(bar.getByText('3 cases chosen')).toBeVisible()
  await bar.getByRole('button', { name: 'Decide alike…' }).click()
  const dialog = cleo.getByRole('dialog', { name: 'Decide these 3 cases alike' })
  await expect(dialog.getByRole('radio', { checked: true })).toHaveCount(0)
  await dialog.getByRole('radio', { name: 'Authentic' }).click()
  await dialog.getByLabel('Reason').fill('Three of the same series.')
  await dialog.getByRole('button', { name: 'Decide 3 cases' }).click()

  await expect(bar.getByText('2 cases decided, 1 not.')).toBeVisible()
  const results = bar.getByRole('list', { name: 'What became of each case' }).getByRole('listitem')
  await expect(results).toHaveCount(3)
  await expect(results.first()).toContainText(`Case ${taken}: Someone else is working on case ${taken}`)
  await expect(results.filter({ hasText: ': decided' })).toHaveCount(2)
  await cleo.getByRole('heading', { level: 1 }).hover()

  await bar.getByRole('button', { name: /^Undo/ }).click()
  await expect(bar.getByText('2 cases put back.')).toBeVisible()
  await cleo.goto('/queue?q=alike-&state=waiting')
  for (const title of ['alike-1.png', 'alike-3.png']) await expect(row(cleo, title)).toContainText('Waiting')
  await expect(row(cleo, 'alike-2.png')).toHaveCount(0)
  await mo.getByRole('button', { name: 'Give it back' }).click()
  await expect(mo.getByRole('button', { name: 'Take this case' })).toBeVisible()
})

test('what is skipped goes to others and does not come back', async ({ browser }) => {
  const cleo = await openAs(browser, 'colleague')
  await cleo.goto('/queue/play?q=alike-')
  await cleo.getByRole('button', { name: 'Start' }).click()
  const seen: number[] = []
  for (const _ of alike) {
    await cleo.waitForURL(({ pathname }) => /\/cases\/\d+/.test(pathname) && !seen.includes(Number(pathname.slice(7))))
    seen.push(shownNumber(cleo))
    await cleo.getByRole('button', { name: /^Skip/ }).click()
    const dialog = cleo.getByRole('dialog', { name: `Skip case ${shownNumber(cleo)}` })
    await dialog.getByRole('button', { name: 'Skip and go on' }).click()
    await expect(dialog.getByText('Choose a reason.').first()).toBeVisible()
    await dialog.getByRole('radio', { name: 'It needs somebody who knows the subject' }).click()
    await dialog.getByRole('button', { name: 'Skip and go on' }).click()
    await expect(dialog).toHaveCount(0)
  }
  await expect(nothingLeft(cleo)).toBeVisible()
  await cleo.reload()
  await expect(nothingLeft(cleo)).toBeVisible()
  await cleo.goto('/queue?q=alike-')
  await expect(cleo.getByText('You skipped it')).toHaveCount(3)

  const mo = await openAs(browser, 'moderator')
  await mo.goto('/queue/play?q=alike-')
  await mo.getByRole('button', { name: 'Start' }).click()
  await mo.waitForURL(/\/cases\/\d+/)
  expect(seen).toContain(shownNumber(mo))
  await mo.getByRole('button', { name: 'Stop and give it back' }).click()
  await mo.waitForURL(/\/queue\/play/)
})

test('what arrives while the pointer is on the list waits in a bar, and no row moves before it is asked for', async ({
  browser,
  request,
}) => {
  const page = await openAs(browser, 'moderator')
  await page.goto('/queue?q=news-&order=newest')
  const old = row(page, 'news-1.png')
  await old.hover()
  const places = () =>
    page
      .getByRole('list', { name: 'Cases' })
      .getByRole('listitem')
      .evaluateAll((all) => all.map((one) => [one.textContent?.slice(0, 24), one.getBoundingClientRect().top]))
  const before = await places()
  await handIn(request, ['news-2.png', 'news-3.png'])
  const bar = page.getByRole('button', { name: 'Show 2 new cases' })
  await expect(bar).toBeVisible()
  expect(await places()).toEqual(before)
  await bar.click()
  await expect(row(page, 'news-')).toHaveCount(3)
  // Which of the two came first is chance.
  await expect(row(page, 'news-').first()).toContainText(/news-[23]\.png/)
  await expect(bar).toHaveCount(0)
})

test('a filter is kept under a name, for oneself or for the team', async ({ browser }) => {
  const mo = await openAs(browser, 'moderator')
  const views = (page: Page) => page.getByRole('navigation', { name: 'Saved views' })
  for (const [query, name, who] of [
    ['q=twin-&state=decided', 'Twins decided', 'Only I'],
    ['type=image&q=news-', 'News in pictures', 'Everyone in the team'],
  ] as const) {
    await mo.goto(`/queue?${query}`)
    await mo.getByRole('button', { name: 'Save view' }).click()
    const dialog = mo.getByRole('dialog', { name: 'Save this view' })
    await dialog.getByLabel('Name').fill(name)
    await dialog.getByRole('radio', { name: who }).click()
    await dialog.getByRole('button', { name: 'Save the view' }).click()
    await expect(views(mo).getByRole('link', { name })).toHaveAttribute('aria-current', 'page')
  }

  const cleo = await openAs(browser, 'colleague')
  await cleo.goto('/queue')
  await expect(views(cleo).getByRole('link', { name: 'Twins decided' })).toHaveCount(0)
  await expect(views(cleo).getByRole('button', { name: /More on the view/ })).toHaveCount(0)
  await views(cleo).getByRole('link', { name: 'News in pictures' }).click()
  await expect(row(cleo, 'news-')).toHaveCount(3)
  await expect(row(cleo, 'alike-')).toHaveCount(0)
  await expect(cleo.getByRole('searchbox').first()).toHaveValue('news-')

  for (const name of ['Twins decided', 'News in pictures']) {
    await mo.getByRole('button', { name: `More on the view “${name}”` }).click()
    await mo.getByRole('menuitem', { name: 'Remove this view' }).click()
    await expect(views(mo).getByRole('link', { name })).toHaveCount(0)
  }
})

test('the case of the browser that was killed frees itself, and the other gets it', async ({ browser }) => {
  const cleo = await openAs(browser, 'colleague')
  await cleo.goto('/queue/play?q=killed-1')
  // Alive by itself once the claim has run out.
  await cleo.getByRole('button', { name: 'Start' }).click({ timeout: 60_000 })
  await cleo.waitForURL(new RegExp(`/cases/${killed}\\b`))
  await expect(cleo.getByText('You have this case')).toBeVisible()
  const timeline = cleo.getByRole('region', { name: 'Timeline' })
  await expect(timeline.getByText(`${people.moderator.name} had it and showed no sign of life.`).first()).toBeVisible()
  await cleo.getByRole('button', { name: 'Stop and give it back' }).click()
  await cleo.waitForURL(/\/queue\/play/)
})
