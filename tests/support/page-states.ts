import fs from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { shots } from '../../scripts/screenshots/pages'
import type { SeededDesk } from '../../scripts/screenshots/seed-desk'
import { givingBackRefused, listTooSlow, newCaseWaits, savedElsewhere, trailDoesNotHold } from './rare-states'
import type { Worker } from './team-at-work'

/** A page in one state, as somebody sees it. */
export interface PageState {
  name: string
  /** Null: nobody is signed in. */
  as: Worker | null
  address: string
  prepare?(page: Page): Promise<unknown>
  /** An open menu lies over the page, in no landmark of it. */
  menu?: boolean
}

const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()
const dialog = (name: string | RegExp) => async (page: Page) => {
  await press(name)(page)
  await expect(page.getByRole('dialog').or(page.getByRole('alertdialog'))).toBeVisible()
}
const menuOf = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole('button', { name }).filter({ visible: true }).click()
  await expect(page.getByRole('menu')).toBeVisible()
}
/** A colleague's menu, or what one of its lines opens. */
const about = (line?: string) => async (page: Page) => {
  await menuOf('What to do about Mo Farrow')(page)
  if (!line) return
  await page.getByRole('menuitem', { name: line }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
}
const chooseAll = async (page: Page) => {
  await page.getByLabel('Choose all on this page').check()
  await expect(page.getByRole('region', { name: 'Chosen cases' })).toBeVisible()
}
/** Everything that is folded away: tables behind charts, details, options. */
const unfold = (page: Page) =>
  page.evaluate(() => {
    for (const folded of document.querySelectorAll('details')) folded.open = true
  })

/** Every page there is, in the states that differ. */
export function pageStates({ shown, ids }: SeededDesk): PageState[] {
  const at = (name: keyof typeof shown) => `/cases/${shown[name].number}`
  const image = at('image')
  return [
    // What can be taken back comes first: the time for it is short.
    ...shots(shown, ids),
    { name: 'queue, all chosen', as: 'mo', address: '/queue', prepare: chooseAll },
    { name: 'queue as a grid, all chosen', as: 'mo', address: '/queue?view=grid', prepare: chooseAll },
    {
      name: 'decide alike',
      as: 'mo',
      address: '/queue',
      async prepare(page) {
        await chooseAll(page)
        await dialog('Decide alike…')(page)
        await page.getByRole('dialog').locator('[type=submit]').click()
        await expect(page.locator('[aria-invalid=true]').first()).toBeVisible()
      },
    },
    {
      name: 'move to a queue',
      as: 'max',
      address: '/queue',
      menu: true,
      async prepare(page) {
        await chooseAll(page)
        await press('Move to…')(page)
        await expect(page.getByRole('menu')).toBeVisible()
      },
    },
    { name: 'queue, looked for too long', as: 'mo', address: '/queue?type=audio&lang=pt', prepare: listTooSlow },
    {
      ...{ name: 'queue, a case not given back', as: 'max' as const, address: '/queue?state=all' },
      prepare: givingBackRefused(shown.image.number),
    },
    {
      name: 'queue, a case waits to be shown',
      as: 'mo',
      address: '/queue?state=all&order=newest',
      prepare: newCaseWaits,
    },
    { name: 'audit, the trail does not hold', as: 'max', address: '/audit', prepare: trailDoesNotHold },
    { name: 'queue, from an address that is out of date', as: 'mo', address: '/queue?after=999999999' },
    { name: 'queue, narrowing', as: 'mo', address: '/queue?label=fake,real&zero=no', prepare: dialog(/^Narrow/) },
    {
      name: 'queue, a bound refused',
      as: 'mo',
      address: '/queue',
      async prepare(page) {
        await dialog(/^Narrow/)(page)
        await page.getByRole('dialog').getByLabel('From', { exact: true }).fill('101')
        await page.getByRole('dialog').getByRole('button', { name: 'Show them' }).click()
        await expect(page.getByText('Give a whole number from 0 to 100.')).toBeVisible()
      },
    },
    { name: 'queue, saving a view', as: 'mo', address: '/queue?type=audio', prepare: dialog('Save view') },
    { name: 'queue before it is gone', as: 'mo', address: '/queue?state=deadline' },
    { name: 'queue of second looks', as: 'max', address: '/queue?state=review' },
    { name: 'play', as: 'mo', address: '/queue/play' },
    { name: 'play, nothing left', as: 'mo', address: '/queue/play?q=nothing-like-it' },
    { name: 'case in play', as: 'mo', address: `${image}?play=yes` },
    { name: 'case, all unfolded', as: 'mo', address: image, prepare: unfold },
    { name: 'sound, all unfolded', as: 'mo', address: at('sound'), prepare: unfold },
    { name: 'video, all unfolded', as: 'max', address: at('video'), prepare: unfold },
    { name: 'purged, all unfolded', as: 'max', address: at('purged'), prepare: unfold },
    { name: 'skip', as: 'mo', address: image, prepare: dialog(/^Skip/) },
    { name: 'escalate', as: 'mo', address: image, prepare: dialog(/^Escalate/) },
    { name: 'move to another queue', as: 'max', address: image, prepare: dialog(/^Move/) },
    { name: 'send to a colleague', as: 'max', address: at('escalated'), prepare: dialog(/^Send it/) },
    { name: 'pin an exhibit', as: 'mo', address: image, prepare: dialog(/^Pin /) },
    { name: 'pin a span', as: 'mo', address: at('sound'), prepare: dialog(/^Pin /) },
    {
      name: 'decision refused',
      as: 'mo',
      address: image,
      async prepare(page) {
        await page.getByRole('form', { name: 'Decision' }).getByRole('button', { name: 'Submit', exact: true }).click()
        await expect(page.locator('[aria-invalid=true]').first()).toBeFocused()
      },
    },
    {
      name: 'naming a colleague',
      as: 'mo',
      address: image,
      async prepare(page) {
        await page.getByRole('textbox', { name: /^Note/ }).pressSequentially('@')
        await expect(page.getByRole('listbox')).toBeVisible()
      },
    },
    {
      name: 'retention of a case',
      as: 'max',
      address: at('zeroRetention'),
      menu: true,
      async prepare(page) {
        await press('Retention of this case')(page)
        await expect(page.getByRole('menu')).toBeVisible()
      },
    },
    { name: 'evidence, to be exported', as: 'max', address: at('appealed'), prepare: dialog('Export evidence…') },
    { name: 'appeal', as: 'max', address: at('purged'), prepare: dialog('Open an appeal') },
    { name: 'insights, with tables', as: 'max', address: '/insights', prepare: unfold },
    { name: 'audit, unfolded', as: 'max', address: '/audit?type=case.decided&period=day', prepare: unfold },
    { name: 'audit, to be exported', as: 'max', address: '/audit', prepare: dialog('Export') },
    { name: 'statements', as: 'max', address: '/audit', prepare: dialog('Statements') },
    {
      name: 'statements, a day refused',
      as: 'max',
      address: '/audit',
      async prepare(page) {
        await dialog('Statements')(page)
        await page.getByRole('dialog').getByLabel('From (UTC)').fill('2199-01-01')
        await page.getByRole('dialog').getByRole('button', { name: 'Download' }).click()
        await expect(page.getByText('This day is still to come.')).toBeVisible()
      },
    },
    {
      name: 'insights, a threshold refused',
      as: 'max',
      address: '/insights',
      async prepare(page) {
        await page.getByLabel('Score from (%)').fill('all')
        await page.getByRole('form', { name: 'Try a threshold' }).getByRole('button', { name: 'Try' }).click()
        await expect(page.getByText('Give a whole number from 0 to 100.')).toBeVisible()
      },
    },
    {
      name: 'closing a case without a decision',
      as: 'mo',
      address: at('failed'),
      prepare: dialog('Close without a decision'),
    },
    { name: 'retention, failures', as: 'max', address: '/retention?state=failed' },
    { name: 'receipt to come', as: 'max', address: `/retention/${shown.zeroRetention.number}` },
    {
      name: 'submit, with options and a refused file',
      as: 'mo',
      address: '/submit',
      async prepare(page) {
        await unfold(page)
        await page.getByRole('switch', { name: 'Zero retention' }).click()
        const file = { name: 'empty.png', mimeType: 'image/png', buffer: Buffer.alloc(0) }
        await page.getByLabel('Files to hand in').setInputFiles(file)
        await expect(page.getByText(/not handed in/).first()).toBeVisible()
      },
    },
    { name: 'what to do about a member', as: 'ada', address: '/settings/members', menu: true, prepare: about() },
    { name: 'another role', as: 'ada', address: '/settings/members', prepare: about('Change the role…') },
    { name: 'a link to a new password', as: 'ada', address: '/settings/members', prepare: about('Make a reset link…') },
    { name: 'deactivating', as: 'ada', address: '/settings/members', prepare: about('Deactivate…') },
    { name: 'removing', as: 'ada', address: '/settings/members', prepare: about('Remove from the team…') },
    { name: 'teams of one’s own', as: 'ada', address: '/', menu: true, prepare: menuOf(/Change the team$/) },
    { name: 'coming back from no provider', as: null, address: '/confirm?error=refused' },
    { name: 'leaving the team', as: 'ada', address: '/settings/members', prepare: dialog('Leave this team') },
    { name: 'new key', as: 'ada', address: '/settings/keys', prepare: dialog('Create a key') },
    { name: 'revoking a key', as: 'ada', address: '/settings/keys', prepare: dialog(/^Revoke/) },
    { name: 'changing a queue', as: 'ada', address: '/settings/queues', prepare: dialog(/^Change/) },
    { name: 'archiving a queue', as: 'ada', address: '/settings/queues', prepare: dialog(/^Archive/) },
    { name: 'new rule', as: 'ada', address: '/settings/routing', prepare: dialog('Add a rule') },
    { name: 'archiving a policy', as: 'ada', address: `/settings/policies/${ids.policy}`, prepare: dialog(/^Archive/) },
    { name: 'versions of a policy', as: 'ada', address: `/settings/policies/${ids.policy}`, prepare: unfold },
    { name: 'bringing a list', as: 'ada', address: '/settings/known-media', prepare: dialog('Bring a list') },
    { name: 'new webhook', as: 'ada', address: '/settings/webhooks', prepare: dialog('New webhook') },
    { name: 'deliveries', as: 'ada', address: `/settings/webhooks/${ids.webhook}`, prepare: unfold },
    { name: 'secret of callbacks', as: 'ada', address: '/settings/callbacks', prepare: dialog(/^Replace the secret/) },
    { name: 'time with media', as: 'noor', address: '/settings/preferences', prepare: unfold },
    { name: 'preferences saved elsewhere', as: 'noor', address: '/settings/preferences', prepare: savedElsewhere },
    {
      name: 'a key being chosen',
      as: 'noor',
      address: '/settings/keyboard',
      async prepare(page) {
        await press(/^Next case/)(page)
        await page.keyboard.press('p')
        await expect(page.getByText(/already the key/).first()).toBeVisible()
      },
    },
    {
      name: 'an invitation, filled in badly',
      as: null,
      address: `/invite/${ids.invitation}`,
      async prepare(page) {
        await page.getByLabel('Your name').fill('Ivy')
        await page.getByLabel('Your e-mail').fill('ivy@example.test')
        await page.getByLabel('Password', { exact: true }).fill('password')
        await press('Accept the invitation')(page)
        await expect(page.locator('[aria-invalid=true]').first()).toBeVisible()
      },
    },
    { name: 'an invitation, signed in', as: 'ada', address: `/invite/${ids.invitation}` },
    { name: 'a link that is no longer good', as: null, address: '/setup?token=wrong' },
    ...[
      '/',
      '/queue',
      '/queue/play',
      '/submit',
      '/insights',
      '/retention',
      '/audit?type=batch.opened',
      ...['policies', 'queues', 'routing', 'webhooks', 'callbacks', 'keys'].map((page) => `/settings/${page}`),
    ].map((address) => ({ name: `nothing yet at ${address}`, as: 'newcomer' as const, address })),
  ]
}

/** The routes under app/ that are pages: `/cases/[number]`. */
export function pageRoutes(): string[] {
  return fs
    .globSync('app/**/page.tsx')
    .map(
      (file) =>
        `/${file
          .split(/[\\/]/)
          .slice(1, -1)
          .filter((part) => !/^\(.*\)$/.test(part))
          .join('/')}`,
    )
    .sort()
}

/** The route that answers an address; where two could, the one that says more of it. */
export function routeOf(address: string, routes: string[]): string | undefined {
  const path = new URL(address, 'http://docket').pathname
  const open = (route: string) => route.split('[').length
  return routes
    .filter((route) => new RegExp(`^${route.replaceAll(/\[[^\]]+\]/g, '[^/]+')}$`).test(path))
    .toSorted((a, b) => open(a) - open(b))[0]
}
