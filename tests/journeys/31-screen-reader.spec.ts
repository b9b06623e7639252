import { expect, type Locator, type Page, test } from '@playwright/test'
import { sample } from '../support/desk'
import { holdWorker } from '../support/hold-worker'
import {
  brokenReferences,
  expectFocusToReturn,
  expectSpoken,
  leaps,
  listen,
  outline,
  readTree,
  repeatedIds,
  type Told,
  unnamed,
} from '../support/screen-reader'
import { openAsWorker, teamAtWork } from '../support/team-at-work'

/* One case, from its queue to its decision and back, by what the accessibility tree tells and live regions say. */

test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000)
  teamAtWork()
  page = await openAsWorker(browser, 'mo')
  await listen(page)
})
test.afterAll(() => page.context().close())

const caseOf = (name: 'image' | 'sound' | 'video') => `/cases/${teamAtWork().shown[name].number}`
const main = () => page.getByRole('main')
// Its name says whose decision it is.
const decisionPanel = () => page.getByRole('region', { name: /decision$/i })

async function open(address: string): Promise<Told[]> {
  await page.goto(address)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible()
  return readTree(page)
}

test('the page of a case has one outline, landmarks with names of their own, and nothing without a name', async () => {
  for (const name of ['image', 'sound', 'video'] as const) {
    const tree = await open(caseOf(name))
    const headings = outline(tree)
    expect(
      headings.filter((heading) => heading.startsWith('1 ')),
      name,
    ).toHaveLength(1)
    expect(headings[0], name).toMatch(/^1 Case \d+ \S/)
    expect(leaps(headings), name).toEqual([])
    // As it is read: media, what a machine says of it, what a person says of it, what both rest on, what happened.
    const parts = ['Verdict of the engine', 'Your decision', 'Notes', 'Evidence', 'Sources', 'Runs', 'File', 'Timeline']
    expect(headings.filter((heading) => parts.includes(heading.slice(2)))).toEqual(parts.map((part) => `2 ${part}`))
    expect(unnamed(tree), name).toEqual([])
    expect(await repeatedIds(page), name).toEqual([])
    expect(await brokenReferences(page), name).toEqual([])
    const landmarks = tree.filter(({ role }) => ['navigation', 'region', 'form', 'complementary'].includes(role))
    const names = landmarks.map((one) => `${one.role} ${one.name}`)
    expect(
      names.filter((one, at) => names.indexOf(one) !== at),
      name,
    ).toEqual([])
    expect(
      tree.filter(({ role }) => role === 'main'),
      name,
    ).toHaveLength(1)
  }
})

test('what is drawn is said: a reading, a value by the arrow keys, and a table', async () => {
  await open(caseOf('sound'))
  const media = page.getByRole('region', { name: 'Media', exact: true })
  await expect(media.getByText(/^(Loudest at|The sound is silent)/)).toBeVisible()
  await expect(media.getByRole('img', { name: /spectrogram/i })).toBeVisible()
  await expectTables(media)

  await open(caseOf('video'))
  const scores = media.getByRole('slider', { name: 'Sampled frames' })
  await scores.focus()
  await page.keyboard.press('End')
  await expect(scores).toHaveAttribute('aria-valuetext', /\d.*: (not judged|.*score (over |under )?\d+%)/)
  await expect(
    media
      .getByRole('paragraph')
      .filter({ hasText: /judged|highest/i })
      .first(),
  ).toBeVisible()
  await expectTables(media)
})

test('a dialog takes the focus and gives it back to what opened it', async () => {
  await open(caseOf('image'))
  const decision = decisionPanel()
  await expectFocusToReturn(page, decision.getByRole('button', { name: /^Skip/ }))
  await expectFocusToReturn(page, decision.getByRole('button', { name: /^Escalate/ }))
  await expectFocusToReturn(
    page,
    page.getByRole('region', { name: 'Evidence' }).getByRole('button', { name: /^Pin / }).first(),
  )
  await expectFocusToReturn(page, page.getByRole('button', { name: /^Go to/ }).first())
  const next = decision.getByRole('button', { name: 'Submit and next' })
  await next.focus()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(next).toBeFocused()
})

test('a verdict that arrives, a refusal, a decision and its undo are said, and the focus is never lost', async () => {
  await page.goto('/submit')
  const goOn = holdWorker()
  try {
    await page.getByLabel('Files to hand in').setInputFiles(sample('bay.mp4'))
    await expectSpoken(page, /1 handed in/)
    const link = page.getByRole('link', { name: /^Case \d+/ }).first()
    await page.goto((await link.getAttribute('href')) ?? '')
    await expect(page.getByRole('region', { name: 'Being analysed' })).toBeVisible()
  } finally {
    goOn()
  }
  await expect(page.getByRole('region', { name: /^Verdict/ })).toBeVisible({ timeout: 45_000 })
  await expectSpoken(page, /^Verdict: .+, (over |under )?\d+%\.$/)

  const form = page.getByRole('form', { name: 'Decision' })
  await form.getByRole('button', { name: 'Submit', exact: true }).press('Enter')
  await expect(form.getByRole('radio').first()).toBeFocused()
  await expect(form.getByRole('radio').first()).toHaveAttribute('aria-invalid', 'true')
  const finding = form.getByRole('group', { name: 'Finding', exact: true })
  await expect(finding).toHaveAccessibleDescription(/choose a finding/i)
  await form.getByRole('radio', { name: 'Authentic' }).first().check()
  await form.getByRole('button', { name: 'Submit', exact: true }).press('Enter')
  await expect(form.getByLabel('Reason')).toBeFocused()
  await expect(form.getByLabel('Reason')).toHaveAccessibleDescription(/say why/i)
  await form.getByLabel('Reason').fill('The bay and its light fit the day that is named.')
  await form.getByRole('button', { name: 'Submit', exact: true }).press('Enter')
  await expectSpoken(page, /Case \d+ decided: Authentic/)
  await expect(decisionPanel()).toBeFocused()

  await page.getByRole('button', { name: 'Take the decision back' }).press('Enter')
  await expectSpoken(page, /The decision was taken back/)
  await expect(form).toBeVisible()
  await expect(decisionPanel()).toBeFocused()
  await page.keyboard.press('Tab')
  await expect.poll(() => main().evaluate((element) => element.contains(document.activeElement))).toBe(true)
})

/** Every chart has a table under the same name, with a head and rows. */
async function expectTables(media: Locator): Promise<void> {
  const folded = media.locator('summary').filter({ hasText: 'as a table' })
  expect(await folded.count()).toBeGreaterThan(0)
  for (const summary of await folded.all()) {
    const name = (await summary.innerText()).trim()
    await summary.press('Enter')
    const table = media.getByRole('table', { name, exact: true }).or(media.getByRole('region', { name, exact: true }))
    await expect(table.first()).toBeVisible()
    expect(await table.getByRole('columnheader').count(), name).toBeGreaterThan(1)
    expect(await table.getByRole('row').count(), name).toBeGreaterThan(1)
  }
}
