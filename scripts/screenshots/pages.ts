import type { Page } from '@playwright/test'
import type { Person } from './people'
import type { Shown } from './seed-work'

export interface Shot {
  /** Of the file: `docs/screenshots/<name>-<light|dark>-<desktop|phone>.png`. */
  name: string
  /** Null: nobody is signed in. */
  as: Person | null
  address: string
  /** Brings the page into the state to be shown. */
  prepare?(page: Page): Promise<void>
}

/** Presses the button that opens a dialog. */
const opens = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole('button', { name }).first().click()
  await page.getByRole('dialog').waitFor()
}

async function opensNewTeam(page: Page): Promise<void> {
  const switcher = page.getByRole('button', { name: /Change the team$/ })
  await switcher.filter({ visible: true }).click()
  await page.getByRole('menuitem', { name: 'New team…' }).click()
  await page.getByRole('dialog').waitFor()
}

async function setsUpSecondStep(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Set up a second step' }).click()
  await page.getByTestId('second-step-secret').waitFor()
}

interface Ids {
  policy: string
  webhook: string | null
  /** What the addresses of links end with, which are good. */
  invitation: string
  reset: string
}

/** Every page there is, in the states that differ. `ids` name what has a page of its own. */
export function shots(shown: Shown, ids: Ids): Shot[] {
  const caseOf = (name: keyof Shown, as: Person = 'mo'): Shot => ({
    name: `case-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    as,
    address: `/cases/${shown[name].number}`,
  })
  return [
    // What can be taken back comes first: the time for it is short.
    { name: 'home-moderator', as: 'mo', address: '/' },
    caseOf('decided'),
    caseOf('secondLook'),
    { name: 'home-manager', as: 'max', address: '/' },
    { name: 'submit', as: 'mo', address: '/submit' },
    { name: 'queue-list', as: 'mo', address: '/queue' },
    { name: 'queue-grid', as: 'mo', address: '/queue?view=grid' },
    { name: 'queue-done', as: 'mo', address: '/queue?state=decided' },
    { name: 'queue-nothing', as: 'mo', address: '/queue?q=nothing-like-it' },
    { name: 'queue-narrow', as: 'mo', address: '/queue?label=fake,real', prepare: opens(/^Narrow/) },
    {
      name: 'queue-chosen',
      as: 'mo',
      address: '/queue',
      prepare: (page) => page.getByLabel('Choose all on this page').check(),
    },
    { name: 'queue-play', as: 'mo', address: '/queue/play' },
    { name: 'queue-play-nothing', as: 'mo', address: '/queue/play?q=nothing-like-it' },
    { ...caseOf('image'), name: 'case-in-play', address: `/cases/${shown.image.number}?play=yes` },
    caseOf('image'),
    caseOf('sound'),
    caseOf('video'),
    { ...caseOf('secondLook', 'max'), name: 'case-second-look-to-give' },
    caseOf('escalated', 'max'),
    caseOf('zeroRetention'),
    caseOf('purged'),
    caseOf('failed'),
    caseOf('appealed', 'max'),
    caseOf('judgeFirst', 'noor'),
    { ...caseOf('image'), name: 'case-pin', prepare: opens(/^Pin /) },
    { ...caseOf('image'), name: 'case-skip', prepare: opens(/^Skip/) },
    { ...caseOf('appealed', 'max'), name: 'case-export', prepare: opens('Export evidence…') },
    { ...caseOf('purged', 'max'), name: 'case-appeal', prepare: opens('Open an appeal') },
    { name: 'case-missing', as: 'mo', address: '/cases/99999' },
    { name: 'insights', as: 'max', address: '/insights' },
    { name: 'audit', as: 'max', address: '/audit' },
    { name: 'retention', as: 'max', address: '/retention' },
    { name: 'retention-receipt', as: 'max', address: `/retention/${shown.purged.number}` },
    { name: 'retention-receipt-to-come', as: 'max', address: `/retention/${shown.zeroRetention.number}` },
    { name: 'sign-in', as: null, address: '/sign-in' },
    { name: 'forgot-password', as: null, address: '/forgot-password' },
    { name: 'invitation', as: null, address: `/invite/${ids.invitation}` },
    { name: 'reset', as: null, address: `/reset/${ids.reset}` },
    { name: 'invitation-refused', as: null, address: '/invite/wrong' },
    { name: 'reset-refused', as: null, address: '/reset/wrong' },
    { name: 'setup-refused', as: null, address: '/setup?token=wrong' },
    { name: 'permission-denied', as: 'mo', address: '/audit' },
    ...settings(ids),
    { name: 'settings-invite', as: 'ada', address: '/settings/members', prepare: opens('Invite') },
    { name: 'settings-queue-new', as: 'ada', address: '/settings/queues', prepare: opens('New queue') },
    { name: 'new-team', as: 'ada', address: '/', prepare: opensNewTeam },
    { name: 'settings-webhook-new', as: 'ada', address: '/settings/webhooks', prepare: opens('New webhook') },
    { name: 'settings-key-new', as: 'ada', address: '/settings/keys', prepare: opens('Create a key') },
    { name: 'settings-rule-new', as: 'ada', address: '/settings/routing', prepare: opens('Add a rule') },
    ...['', 'queue', 'insights', 'retention', 'settings/webhooks'].map((place) => ({
      name: `nothing-yet-${place.split('/').at(-1) || 'home'}`,
      as: 'newcomer' as const,
      address: `/${place}`,
    })),
    // Whoever has just come in is not asked again who they are.
    { name: 'settings-second-step', as: 'newcomer', address: '/settings/account', prepare: setsUpSecondStep },
    { name: 'api-reference', as: 'ada', address: '/docs/api' },
    { ...caseOf('image'), name: 'keys-list', prepare: (page) => page.keyboard.press('?') },
    {
      ...caseOf('image'),
      name: 'palette',
      async prepare(page) {
        await page.keyboard.press('Control+K')
        await page.getByRole('combobox').fill(String(shown.video.number))
        await page.getByRole('option', { name: /bay-at-dusk/ }).waitFor()
      },
    },
  ]
}

function settings({ policy, webhook }: Ids): Shot[] {
  const pages = [
    ['team', 'team'],
    ['members', 'members'],
    ['roles', 'roles'],
    ['sign-in', 'sign-in'],
    ['policies', 'policies'],
    ['policy', `policies/${policy}`],
    ['policy-edit', `policies/${policy}/edit`],
    ['policy-new', 'policies/new'],
    ['queues', 'queues'],
    ['routing', 'routing'],
    ['keys', 'keys'],
    ['detector', 'detector'],
    ['known-media', 'known-media'],
    ['callbacks', 'callbacks'],
    ['webhooks', 'webhooks'],
    ...(webhook ? ([['webhook', `webhooks/${webhook}`]] as const) : []),
    ['retention', 'retention'],
    ['store', 'store'],
    ['sealing', 'sealing'],
    ['desk', 'desk'],
    ['account', 'account'],
    ['preferences', 'preferences'],
    ['keyboard', 'keyboard'],
    ['health', 'health'],
  ] as const
  return pages.map(([name, path]) => ({
    name: `settings-${name}`,
    // Who works with media has figures of their own.
    as: name === 'preferences' ? 'noor' : 'ada',
    address: `/settings/${path}`,
  }))
}
