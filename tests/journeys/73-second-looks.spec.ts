import fs from 'node:fs'
import { expect as anyExpect, type Browser, type Page, type Request, test } from '@playwright/test'
import { openAs, type Person, sample } from '../support/desk'
import {
  addColleague,
  decisionForm,
  enterDecision,
  handInAs,
  numberOf,
  readAnalysed,
  sendIn,
  setDesk,
  shownNumber,
} from '../support/desk-work'

/* Four eyes, appeals and judge-first: what the interface does not offer, the server refuses as well. */

const expect = anyExpect.configure({ timeout: 30_000 })

test.describe.configure({ mode: 'serial', timeout: 240_000 })

const policy = 'Two look'
const queue = 'Second looks'
const titles = ['eyes-1.png', 'eyes-2.png']
const [upheld = '', overruled = ''] = titles
let first: Request
let blind = ''

test.beforeAll(async ({ browser, request }) => {
  test.setTimeout(240_000)
  await addColleague(browser)
  // Analysed while the others go on.
  const [uuid] = await sendIn(request, ['blind-1.png'], fs.readFileSync(sample('stable-diffusion.png')))
  blind = uuid ?? ''
  await handInAs(browser, 'manager', titles)
  const page = await openAs(browser, 'admin')
  await page.goto('/settings/policies/new')
  await page.getByLabel('Name', { exact: true }).fill(policy)
  await page.getByLabel('Words', { exact: true }).fill('Nothing counts before two have looked.')
  await page.getByRole('radio', { name: 'Always' }).click()
  await page.getByRole('button', { name: 'Publish the policy' }).click()
  await expect(page.getByRole('heading', { level: 1, name: policy })).toBeVisible()
  await page.goto('/settings/queues')
  await page.getByRole('button', { name: 'New queue' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill(queue)
  await dialog.getByLabel('Policy', { exact: true }).selectOption(policy)
  await dialog.getByRole('button', { name: /^(Make|Save)/ }).click()
  await expect(page.getByText(`The queue “${queue}” is made.`)).toBeVisible()
  await page.goto('/queue?q=eyes-')
  await page.getByRole('checkbox', { name: 'Choose all on this page' }).check()
  await page.getByRole('button', { name: 'Move to…' }).click()
  await page.getByRole('menuitem', { name: queue }).click()
  await expect(page.getByText('2 cases moved.')).toBeVisible()
  await page.context().close()
  // An appeal is about a decision that cannot be taken back any more.
  await setDesk(browser, { 'A decision can be taken back for': 0 })
})

test.afterAll(async ({ browser }) => {
  test.setTimeout(240_000)
  await setDesk(browser, { 'A decision can be taken back for': 60 })
  const page = await openAs(browser, 'admin')
  await page.goto('/settings/queues')
  await page.getByRole('button', { name: `Archive “${queue}”` }).click()
  await page.getByRole('button', { name: 'Archive it' }).click()
  await expect(page.getByText(`The queue “${queue}” is archived.`)).toBeVisible()
  await page.goto('/settings/policies')
  await page.getByRole('link', { name: policy }).click()
  await page.getByRole('button', { name: 'Archive the policy' }).click()
  await page.getByRole('button', { name: 'Archive it' }).click()
  await expect(page.getByText(`“${policy}” is archived.`)).toBeVisible()
})

const decision = (page: Page) =>
  page.getByRole('region', { name: /^(Decision|Your decision|Your second look|Your answer)/ })

async function openCaseAs(browser: Browser, person: Person, title: string): Promise<Page> {
  const page = await openAs(browser, person)
  await page.goto(`/cases/${await numberOf(page, title)}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title)
  return page
}

/** Sends what the browser sent when somebody decided a case, from another person's session; answers what came back. */
async function replay(page: Page, sent: Request, change: (body: string) => string = (body) => body): Promise<string> {
  const { 'next-action': action = '', 'content-type': type = '', 'next-router-state-tree': tree = '' } = sent.headers()
  expect(action).not.toBe('')
  const answer = await page.request.post(sent.url(), {
    headers: {
      ...{ accept: 'text/x-component', 'next-action': action, 'content-type': type, 'next-router-state-tree': tree },
      origin: new URL(sent.url()).origin,
    },
    data: change(sent.postData() ?? ''),
  })
  return answer.text()
}

/** Submits a decision and answers the request that carried it. */
async function submit(page: Page): Promise<Request> {
  const [sent] = await Promise.all([
    page.waitForRequest((one) => one.method() === 'POST' && /"finding":/.test(one.postData() ?? '')),
    decisionForm(page).getByRole('button', { name: 'Submit', exact: true }).click(),
  ])
  return sent
}

const handedIn = 'You handed this case in, so somebody else has to give the second look.'
const decidedBefore = 'You have decided this case before, so somebody else has to give the second look.'

test('the policy wants a second look: neither who decided first nor who handed it in may give it, whatever they send', async ({
  browser,
}) => {
  const mo = await openCaseAs(browser, 'moderator', upheld)
  await expect(decision(mo).getByText(`${policy}, version 1`)).toBeVisible()
  await enterDecision(mo, 'Authentic', 'A plain picture.')
  first = await submit(mo)
  await expect(decision(mo).getByText('Waiting for a second look')).toBeVisible()
  await expect(decision(mo).getByText(decidedBefore)).toBeVisible()
  await expect(decisionForm(mo)).toHaveCount(0)
  expect(await replay(mo, first)).toContain(decidedBefore)

  const max = await openCaseAs(browser, 'manager', upheld)
  await expect(decision(max).getByText(handedIn)).toBeVisible()
  await expect(decisionForm(max)).toHaveCount(0)
  expect(await replay(max, first)).toContain(handedIn)
  // Nobody is offered it who may not have it, and what was refused is nowhere.
  for (const page of [mo, max]) {
    await page.reload()
    await expect(decision(page).getByText('Waiting for a second look')).toBeVisible()
    await page.goto('/queue/play?q=eyes-1')
    await expect(page.getByRole('heading', { name: 'Nothing is left for you' })).toBeVisible()
  }
})

test('somebody else upholds it, or overrules it, and both decisions are kept', async ({ browser }) => {
  const cleo = await openCaseAs(browser, 'colleague', upheld)
  await expect(cleo.getByRole('heading', { name: 'Your second look' })).toBeVisible()
  await enterDecision(cleo, 'Authentic', 'I see the same.')
  await submit(cleo)
  await expect(cleo.getByText('Your second look came to the same decision.').first()).toBeVisible()
  await expect(decision(cleo).getByText('As a second look')).toBeVisible()
  expect(await replay(cleo, first)).toMatch(/not open|has been decided/)

  const mo = await openCaseAs(browser, 'moderator', overruled)
  await enterDecision(mo, 'Authentic', 'Nothing to be seen.')
  await submit(mo)
  await expect(decision(mo).getByText('Waiting for a second look')).toBeVisible()
  await cleo.goto(`/cases/${shownNumber(mo)}`)
  await expect(cleo.getByRole('heading', { name: 'Your second look' })).toBeVisible()
  await enterDecision(cleo, 'Synthetic', 'One colour only: nobody photographed that.')
  await submit(cleo)
  await expect(cleo.getByText('Your second look came to another decision, which stands instead.').first()).toBeVisible()
  await decision(cleo).getByText('Earlier decisions and second looks').click()
  await expect(decision(cleo).getByText('First decision: Authentic')).toBeVisible()
  await expect(decision(cleo).getByText('Second look: Cleo Colleague came to another decision')).toBeVisible()
  // Told to whoever was overruled, on the page they have open.
  await expect(decision(mo).getByText('Synthetic', { exact: true })).toBeVisible()
})

test('an appeal goes to somebody who had no part in it', async ({ browser }) => {
  const max = await openCaseAs(browser, 'manager', overruled)
  const appealed = shownNumber(max)
  await decision(max).getByRole('button', { name: 'Open an appeal' }).click()
  const dialog = max.getByRole('dialog', { name: `Open an appeal on case ${appealed}` })
  await dialog.getByLabel('Why').fill('The sender has the negative.')
  await dialog.getByRole('button', { name: 'Open the appeal' }).click()
  await expect(decision(max).getByText('An appeal is open')).toBeVisible()
  await expect(decision(max).getByText(handedIn)).toBeVisible()

  const mo = await openCaseAs(browser, 'moderator', overruled)
  const cleo = await openCaseAs(browser, 'colleague', overruled)
  await mo.goto('/queue?q=eyes-2')
  const caseId = await mo.locator('[data-case]').getAttribute('data-case')
  for (const [page, says] of [
    [max, handedIn],
    [mo, decidedBefore],
    [cleo, decidedBefore],
  ] as const) {
    const ofThis = (body: string) => body.replace(/"caseId":"[^"]+"/, `"caseId":"${caseId}"`)
    expect(await replay(page, first, ofThis)).toContain(says)
    await page.goto('/queue/play?q=eyes-2')
    await expect(page.getByRole('heading', { name: 'Nothing is left for you' })).toBeVisible()
  }

  const ada = await openAs(browser, 'admin')
  await ada.goto('/queue/play?q=eyes-2')
  await ada.getByRole('button', { name: 'Start' }).click()
  await ada.waitForURL(new RegExp(`/cases/${appealed}\\b`))
  await expect(ada.getByRole('heading', { name: 'Your answer to the appeal' })).toBeVisible()
  await expect(decision(ada).getByText('The sender has the negative.')).toBeVisible()
  await enterDecision(ada, 'Authentic', 'I have held the negative in my hand.')
  await submit(ada)
  await expect(decision(ada).getByText('On appeal', { exact: true })).toBeVisible()
})

test('judge-first: nothing that is sent holds the score before an impression is kept', async ({ browser, request }) => {
  const cleo = await openAs(browser, 'colleague')
  const choose = async (choice: string) => {
    await cleo.goto('/settings/preferences')
    await cleo.getByLabel('First impression before the score').selectOption(choice)
    await cleo.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(cleo.getByText(/^Kept\./).first()).toBeVisible()
  }
  const number = await numberOf(cleo, 'blind-1.png')
  const { label, score } = (await readAnalysed(request, blind)).image_metrics
  // The API rounds to four places, the page is sent all of them.
  const figures = String(score).slice(0, 5)
  await cleo.goto(`/cases/${number}`)
  await expect(cleo.getByRole('region', { name: 'Verdict of the engine' })).toBeVisible()
  /** Everything of a page that leaves the server: as a document and as the payload of a navigation. */
  const sentOf = async (place: string) => {
    const answers = await Promise.all([cleo.request.get(place), cleo.request.get(place, { headers: { rsc: '1' } })])
    return (await Promise.all(answers.map((answer) => answer.text()))).join('\n')
  }
  expect(await sentOf(`/cases/${number}`)).toContain(figures)

  await choose('On')
  for (const place of [`/cases/${number}`, '/queue?q=blind-1']) {
    const sent = await sentOf(place)
    expect(sent, place).toContain('blind-1.png')
    expect(sent, place).not.toContain(figures)
  }
  expect(await sentOf(`/cases/${number}`)).not.toContain(label)
  await cleo.goto(`/cases/${number}`)
  const form = cleo.getByRole('form', { name: 'First impression' })
  await expect(form).toBeVisible()
  await expect(cleo.getByRole('region', { name: 'Verdict of the engine' })).toHaveCount(0)
  await expect(decisionForm(cleo)).toHaveCount(0)
  await form.getByRole('radio', { name: 'Inconclusive' }).check()
  await form.getByRole('button', { name: 'Keep it and show the verdict' }).click()
  await expect(cleo.getByRole('region', { name: 'Verdict of the engine' })).toBeVisible()
  await expect(cleo.getByRole('region', { name: 'Before the score was seen' })).toContainText('You: Inconclusive')
  expect(await sentOf(`/cases/${number}`)).toContain(figures)
  await choose('As your team has it (off)')
})
