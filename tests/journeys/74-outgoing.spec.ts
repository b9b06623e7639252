import { expect as anyExpect, type Page, test } from '@playwright/test'
import { Webhook } from 'standardwebhooks'
import { type CallbackReceiver, startReceiver } from '../support/callback-receiver'
import { openAs, people } from '../support/desk'
import { decisionForm, enterDecision, handIn, numberOf, setDesk } from '../support/desk-work'

/* What leaves the house after a decision: nothing before its window is over, then once, signed, and again until it is taken. */

const expect = anyExpect.configure({ timeout: 30_000 })

test.describe.configure({ mode: 'serial', timeout: 240_000 })

const host = process.env.JOURNEYS_RECEIVER ?? ''
let receiver: CallbackReceiver
let place = ''
let secret = ''
let told = 0

test.beforeAll(async ({ browser, request }) => {
  test.setTimeout(240_000)
  receiver = await startReceiver(200, Number(host.split(':')[1]))
  await handIn(request, ['told-1.png', 'silent-1.png'])
  await setDesk(browser, { 'A decision can be taken back for': 25 })
})
test.afterAll(async ({ browser }) => {
  test.setTimeout(240_000)
  await receiver.stop()
  await setDesk(browser, { 'A decision can be taken back for': 60 })
})

/** Decides the case with this title and answers its number. */
async function decide(page: Page, title: string): Promise<number> {
  const number = await numberOf(page, title)
  await page.goto(`/cases/${number}`)
  const form = await enterDecision(page, 'Authentic', `Of ${title} nothing is wrong.`)
  await form.getByRole('button', { name: 'Submit', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Decision' }).getByRole('blockquote')).toContainText(title)
  return number
}

/** What came about one case; decisions of the journeys before may be told meanwhile. */
const about = (number: number) => receiver.received.filter(({ body }) => body.data?.case?.number === number)

async function arrived(number: number, count: number, timeout: number) {
  await expect.poll(() => about(number).length, { timeout }).toBeGreaterThanOrEqual(count)
  return about(number)
}

const log = (page: Page) => page.getByRole('region', { name: 'Deliveries' })
const entries = (page: Page) =>
  log(page)
    .getByRole('row')
    .filter({ has: page.getByRole('cell') })
/** The log has two rows for each delivery: what it tells, and the tries. */
const told1 = (page: Page) =>
  log(page)
    .getByRole('row')
    .filter({ hasText: `Case #${told}` })

test('an admin makes a webhook; its secret is shown once, and a test that fails is in the log and sent again', async ({
  browser,
}) => {
  const page = await openAs(browser, 'admin')
  await page.goto('/settings/webhooks')
  await page.getByRole('button', { name: 'New webhook' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Address').fill('https://127.0.0.1/hook')
  await dialog.getByRole('button', { name: 'Make the webhook' }).click()
  await expect(dialog.getByText(/not publicly reachable|private/).first()).toBeVisible()
  await dialog.getByLabel('Address').fill(`http://${host}/hook?of=desk`)
  await dialog.getByRole('button', { name: 'Make the webhook' }).click()
  secret = await dialog.getByLabel('Signing secret', { exact: true }).inputValue()
  expect(secret).toMatch(/^whsec_/)
  await dialog.getByRole('button', { name: 'I have copied it' }).click()
  await page.getByRole('link', { name: host }).click()
  await expect(page.getByRole('heading', { level: 1, name: host })).toBeVisible()
  place = page.url()
  expect(await page.content()).not.toContain(secret)

  receiver.answerWith(500)
  await page.getByRole('button', { name: 'Send a test' }).click()
  await receiver.waitFor(1, 30_000)
  await expect(entries(page).first()).toContainText('Failed', { timeout: 20_000 })
  await page.getByText('1 try', { exact: true }).click()
  await expect(page.getByText('The receiver did not take it: it answered 500.')).toBeVisible()
  receiver.answerWith(200)
  await page.getByRole('button', { name: `Send again to ${host}` }).click()
  const [once, again] = await receiver.waitFor(2, 30_000)
  expect(again?.headers['webhook-id']).toBe(once?.headers['webhook-id'])
  await expect(entries(page).first()).toContainText('Delivered', { timeout: 20_000 })
  await expect(page.getByText('2 tries', { exact: true })).toBeVisible()
  receiver.received.length = 0
})

test('a decision that is taken back in time leaves no trace; one that stands is told after its window, tried again, and signed', async ({
  browser,
}) => {
  const mo = await openAs(browser, 'moderator')
  const untold = await decide(mo, 'silent-1.png')
  await mo.getByRole('button', { name: 'Take the decision back' }).click()
  await expect(decisionForm(mo)).toBeVisible()

  receiver.answerWith(503)
  told = await decide(mo, 'told-1.png')
  expect(about(told)).toEqual([])
  const page = await openAs(browser, 'admin')
  await page.goto(`/cases/${told}`)
  const exports = page.getByRole('region', { name: 'Export' })
  await expect(exports).toContainText('until then the decision can be taken back')
  await expect(exports.getByRole('button')).toHaveCount(0)
  await page.goto(place)
  await expect(log(page)).toBeVisible()
  await expect(told1(page)).toHaveCount(0)

  const [refused] = await arrived(told, 1, 60_000)
  const arrivedAt = Date.now()
  receiver.answerWith(200)
  const [, taken] = await arrived(told, 2, 30_000)
  // It was decided after the one that was taken back, whose time has come and gone by now.
  expect(about(told)).toHaveLength(2)
  expect(about(untold)).toEqual([])
  const message = new Webhook(secret).verify(taken?.text ?? '', taken?.headers as Record<string, string>)
  expect(message).toMatchObject({
    type: 'decision.made',
    data: {
      case: { number: told },
      decision: { kind: 'first', finding: 'authentic', reason: 'Of told-1.png nothing is wrong.' },
    },
  })
  expect(Date.parse(taken?.body.data.decision.effective_at)).toBeLessThanOrEqual(arrivedAt)
  expect(taken?.headers['webhook-id']).toBe(refused?.headers['webhook-id'])
  expect(taken?.text).toBe(refused?.text)
  expect(() => new Webhook(secret).verify(`${taken?.text} `, taken?.headers as Record<string, string>)).toThrow()
  for (const { name, email } of Object.values(people)) {
    expect(taken?.text).not.toContain(name)
    expect(taken?.text).not.toContain(email)
  }

  await expect(async () => {
    await page.goto(place)
    await expect(told1(page)).toContainText('Delivered', { timeout: 1000 })
  }).toPass({ timeout: 20_000 })
  await expect(told1(page)).toContainText('Decision made')
  await expect(log(page)).not.toContainText(`Case #${untold}`)
  await page.getByText('2 tries', { exact: true }).first().click()
  const shown = (words: string) => log(page).getByText(words).filter({ visible: true }).first()
  await expect(shown('The receiver did not take it: it answered 503.')).toBeVisible()
  await expect(shown('The receiver took it (200).')).toBeVisible()
  await page.goto(`/cases/${told}`)
  await expect(exports.getByRole('button', { name: 'Export evidence…' })).toBeVisible()
  await mo.goto(`/cases/${untold}`)
  await expect(decisionForm(mo)).toBeVisible()
})

test('what was told is sent once more from the page; a manager reads the log, a moderator does not', async ({
  browser,
}) => {
  const page = await openAs(browser, 'admin')
  await page.goto(place)
  await told1(page)
    .getByRole('button', { name: `Send again to ${host}` })
    .click()
  const all = await arrived(told, 3, 30_000)
  expect(new Set(all.map(({ headers }) => headers['webhook-id'])).size).toBe(1)

  const max = await openAs(browser, 'manager')
  await max.goto(place)
  await expect(told1(max)).toBeVisible()
  await expect(max.getByRole('button', { name: /Send again|Send a test|Remove/ })).toHaveCount(0)
  const mo = await openAs(browser, 'moderator')
  await mo.goto(place)
  await expect(mo.getByRole('heading', { name: 'Your role does not reach this page' })).toBeVisible()

  await page.getByRole('button', { name: 'Remove the webhook' }).click()
  await page.getByRole('button', { name: 'Remove it' }).click()
  await expect(page.getByText(`Nothing more is sent to ${host}/hook.`)).toBeVisible()
})
