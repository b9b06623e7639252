import '../support/data-folder'
import { isValidElement } from 'react'
import { beforeAll, expect, test, vi } from 'vitest'
import { createApiKey } from '@/lib/access/create-api-key'
import { rotateSecret } from '@/lib/callbacks/rotate-secret'
import { setConnection } from '@/lib/detect/set-connection'
import { env } from '@/lib/env'
import { inviteMember } from '@/lib/teams/invite-member'
import { createWebhook } from '@/lib/webhooks/create-webhook'
import { comeFromDocket, openSession } from '../access/matrix/people'
import { addressOf, load, pageFiles } from '../access/matrix/tree'
import { useAuthSecret } from '../support/callbacks'
import { useTestDatabase } from '../support/database'
import { makeTeam, password, type TestTeam } from '../support/people'
import { giveSecondStep } from '../support/second-step'

vi.mock('next/headers', async () => (await import('../support/browser-store')).nextHeaders)
vi.mock('next/cache', async () => (await import('../support/browser-store')).nextCache)
vi.mock('node:dns/promises', () => ({ default: { lookup: async () => [{ address: '198.51.100.7', family: 4 }] } }))

/* What was entered or shown once is on no page of the settings, nor in what such a page hands to the browser. */

type Page = (props: { params: Promise<object>; searchParams: Promise<object> }) => Promise<unknown>

const db = useTestDatabase()
const pages = pageFiles.filter((file) => file.startsWith('app/(portal)/settings/'))
let team: TestTeam
let webhookId: string
let secrets: Record<string, string>

beforeAll(async () => {
  useAuthSecret()
  env().ALLOWED_PRIVATE_HOSTS.push('api.test:8443', 'hook.test:8443')
  const ofServer = {
    SMTP_URL: 'smtp://mailer:canary-smtp@mail.test',
    OIDC_ISSUER: 'https://id.test',
    OIDC_CLIENT_ID: 'docket',
    OIDC_CLIENT_SECRET: 'canary-oidc',
    S3_SECRET_ACCESS_KEY: 'canary-s3',
    DETECT_API_KEY: 'canary-instance',
  }
  Object.assign(env(), ofServer)
  team = await makeTeam()
  const { admin } = team
  const { key } = await createApiKey(admin, { name: 'ingest', scopes: ['read'] })
  const webhook = await createWebhook(admin, { url: 'https://hook.test:8443/', events: ['decision.made'] })
  const { secret: signing } = await rotateSecret(admin, {})
  await setConnection(admin, { use: 'remote', url: 'https://api.test:8443/api/v2', key: 'canary-detector' })
  const { link } = await inviteMember(admin, { role: 'moderator', email: null })
  const { secret, recoveryCodes } = await giveSecondStep(admin)
  webhookId = webhook.webhookId
  secrets = {
    ...{ 'an API key': key, 'a webhook’s secret': webhook.secret, 'the secret of callbacks': signing },
    ...{ 'the detector’s key': 'canary-detector', 'a second step': secret, 'a password': password },
    ...{ 'a recovery code': recoveryCodes[0] ?? '', 'an invitation’s token': link.split('/').at(-1) ?? '' },
    ...{ 'mail’s password': 'canary-smtp', 'the provider’s secret': 'canary-oidc', 'the store’s key': 'canary-s3' },
    ...{ 'the server’s detector key': 'canary-instance', AUTH_SECRET: env().AUTH_SECRET ?? '', 'a hash': '$argon2' },
  }
  expect(Object.entries(secrets).filter(([, value]) => value.length < 7)).toEqual([])
})

/** All that a page shows and hands on, as text: parts that ask for a browser are told by what they are given. */
async function textOf(node: unknown, depth = 0): Promise<string> {
  if (node === null || node === undefined || typeof node === 'function' || depth > 60) return ''
  if (typeof node !== 'object') return `${String(node)}\n`
  if (Array.isArray(node)) return (await Promise.all(node.map((one) => textOf(one, depth + 1)))).join('')
  if (!isValidElement(node)) return textOf(Object.values(node), depth + 1)
  const { type, props } = node as { type: unknown; props: object }
  const given = await textOf(Object.values(props), depth + 1)
  if (typeof type !== 'function') return given
  try {
    return given + (await textOf(await (type as (props: object) => unknown)(props), depth + 1))
  } catch {
    return given
  }
}

test('no page of the settings shows a secret again, nor hands one to the browser', { timeout: 90_000 }, async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const cookie = await openSession(db, team.admin)
  const texts = new Map<string, string>()
  for (const file of pages.filter((one) => !one.includes('[policyId]'))) {
    const address = addressOf(file)
    comeFromDocket(cookie, { 'x-docket-path': address })
    const { default: page } = (await load(file)) as { default: Page }
    const params = Promise.resolve(address.includes('[webhookId]') ? { webhookId } : {})
    texts.set(address, await textOf(await page({ params, searchParams: Promise.resolve({}) })))
  }
  // What is no secret of the same things is there.
  expect(texts.get('/settings/keys')).toContain('ingest')
  expect(texts.get('/settings/webhooks')).toContain('hook.test')
  expect(texts.get('/settings/webhooks/[webhookId]')).toContain('hook.test')
  expect(texts.get('/settings/detector')).toContain('api.test')
  expect(texts.get('/settings/members')).toContain(team.moderator.email)
  const told = [...texts].flatMap(([address, text]) =>
    Object.entries(secrets).flatMap(([what, secret]) => (text.includes(secret) ? [`${address}: ${what}`] : [])),
  )
  expect(told).toEqual([])
})
