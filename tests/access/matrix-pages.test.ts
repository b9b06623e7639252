import '../support/data-folder'
import { isValidElement, type ReactNode } from 'react'
import { beforeAll, expect, test, vi } from 'vitest'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { type Access, isOpen, mayRole, withoutSecondStep } from './matrix/access'
import { pages } from './matrix/pages'
import { comeFromDocket, cookiesOf, openSession, type Visitor, visitors } from './matrix/people'
import { standOf } from './matrix/rows'
import { type Ids, idsOf, missingIds } from './matrix/samples'
import { addressOf, load, pageFiles } from './matrix/tree'

vi.mock('next/headers', async () => (await import('../support/browser-store')).nextHeaders)
vi.mock('next/cache', async () => (await import('../support/browser-store')).nextCache)

type Page = (props: { params: Promise<object>; searchParams: Promise<object> }) => Promise<ReactNode>
type Answer = 'shown' | 'missing' | 'denied' | 'sign-in' | 'account' | `led to ${string}`

const entries = Object.entries(pages)
  .map(([file, access]) => ({ file, access, address: addressOf(file) }))
  // What is not there fails the first test.
  .filter(({ file }) => pageFiles.includes(file))
/** What an address names, by the part of the page's folder; what else stands in one is a token that is not good. */
const parts: Record<string, string> = { number: 'number', policyId: 'policyId', webhookId: 'webhookId' }

const db = useTestDatabase()
let team: TestTeam
let ids: Ids
let cookies: Record<Visitor, string>
beforeAll(async () => {
  team = await makeTeam()
  ids = await idsOf(db, team)
  cookies = await cookiesOf(db, team)
})

function paramsOf(address: string, given: Ids): Record<string, string> {
  const names = [...address.matchAll(/\[(\w+)\]/g)].map((found) => found[1] ?? '')
  return Object.fromEntries(names.map((name) => [name, String(given[parts[name] ?? ''] ?? 'no-such-token')]))
}

async function open(file: string, cookie: string, given: Ids): Promise<Answer> {
  const { default: page } = (await load(file)) as { default: Page }
  const address = addressOf(file)
  const params = paramsOf(address, given)
  const path = address.replaceAll(/\[(\w+)\]/g, (_, name) => params[name] ?? '')
  comeFromDocket(cookie, { 'x-docket-path': path })
  try {
    const shown = await page({ params: Promise.resolve(params), searchParams: Promise.resolve({}) })
    return denies(shown) ? 'denied' : 'shown'
  } catch (error) {
    const digest = String((error as { digest?: unknown }).digest ?? '')
    if (digest.startsWith('NEXT_HTTP_ERROR_FALLBACK;404')) return 'missing'
    if (!digest.startsWith('NEXT_REDIRECT')) throw error
    const to = digest.split(';')[2] ?? ''
    if (/^\/sign-in(\?|$)/.test(to)) return 'sign-in'
    return to === '/settings/account' ? 'account' : `led to ${to}`
  }
}

/** Whether what a page answered is, or holds, the words that the role does not reach it. */
function denies(shown: ReactNode): boolean {
  if (Array.isArray(shown)) return shown.some(denies)
  if (!isValidElement<{ children?: ReactNode }>(shown)) return false
  return shown.type === PermissionDenied || denies(shown.props.children)
}

function expected(access: Access, visitor: Visitor): Answer | null {
  if (isOpen(access)) return null
  switch (visitor) {
    case 'moderator':
    case 'manager':
    case 'admin':
      return mayRole(access, visitor) ? null : 'denied'
    case 'without a second step':
      return withoutSecondStep(access) ? null : 'account'
    default:
      return 'sign-in'
  }
}

test('every page is declared, and nothing else is', () => {
  expect(Object.keys(pages).sort()).toEqual(pageFiles)
})

test('whoever may not is led to the sign-in, or told who may, and nothing changes', async () => {
  const before = await standOf(db)
  const wrong: string[] = []
  for (const { file, access, address } of entries) {
    for (const visitor of visitors) {
      const answer = expected(access, visitor)
      if (answer === null) continue
      const got = await open(file, cookies[visitor], ids)
      if (got !== answer) wrong.push(`${address}, ${visitor}: ${got} and not ${answer}`)
    }
  }
  expect(wrong).toEqual([])
  expect(await standOf(db)).toEqual(before)
})

test('whoever may is shown the page, where there is one', async () => {
  const wrong: string[] = []
  for (const { file, access, address } of entries.filter(({ access }) => !isOpen(access))) {
    for (const role of (['moderator', 'manager', 'admin'] as const).filter((one) => mayRole(access, one))) {
      const got = await open(file, cookies[role], ids)
      if (got === 'denied' || got === 'sign-in' || got === 'account') wrong.push(`${address}, ${role}: ${got}`)
    }
  }
  expect(wrong).toEqual([])
})

test('what is open to anyone opens for anyone', async () => {
  for (const { file, access, address } of entries.filter(({ access }) => isOpen(access))) {
    const got = await open(file, '', missingIds())
    expect(['denied', 'sign-in', 'account'], `${address} ${JSON.stringify(access)}`).not.toContain(got)
  }
})

test('another team’s things are as missing as what there is not', async () => {
  const before = await standOf(db, team.teamId)
  const other = await openSession(db, (await makeTeam()).admin)
  const named = entries.filter(({ address, access }) => address.includes('[') && !isOpen(access))
  expect(named.length).toBeGreaterThan(3)
  const wrong: string[] = []
  for (const { file, address } of named) {
    const [theirs, missing] = [await open(file, other, ids), await open(file, other, missingIds())]
    if (theirs !== missing || theirs !== 'missing') wrong.push(`${address}: ${theirs}, and ${missing}`)
  }
  expect(wrong).toEqual([])
  expect(await standOf(db, team.teamId)).toEqual(before)
})

test('an admin who opens a case is in the trail like anyone', async () => {
  const fresh = await makeTeam()
  const itsIds = await idsOf(db, fresh)
  for (const visitor of ['moderator', 'admin'] as const) {
    const session = await openSession(db, fresh[visitor])
    expect(await open('app/(portal)/cases/[number]/page.tsx', session, itsIds)).toBe('shown')
    const rows = await db.owner`
      select actor_kind from audit_events
      where team_id = ${fresh.teamId} and type = 'case.viewed' and actor_id = ${fresh[visitor].memberId}`
    expect(rows, visitor).toEqual([{ actor_kind: 'member' }])
  }
})
