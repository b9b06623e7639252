import { setTimeout as pause } from 'node:timers/promises'
import '../support/data-folder'
import { NextRequest } from 'next/server'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { type Scope, scopes } from '@/lib/access/actor'
import { revokeApiKey } from '@/lib/access/revoke-api-key'
import { env } from '@/lib/env'
import { type Caller, makeCaller } from '../support/api'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { setUploadThing } from '../support/uploadthing-settings'
import { type Access, asksProof, isOpen, mayRole, ruleOf, withoutSecondStep } from './matrix/access'
import { comeFromDocket, cookiesOf, elsewhere, openSession, type Visitor, visitors } from './matrix/people'
import { routes } from './matrix/routes'
import { standOf } from './matrix/rows'
import { type Ids, idsOf, inputWith, missingIds } from './matrix/samples'
import { load, type Method, methods, routeFiles } from './matrix/tree'

vi.mock('next/headers', async () => (await import('../support/browser-store')).nextHeaders)

type Handler = (request: Request, context: { params: Promise<object> }) => Promise<Response>
interface Entry {
  file: string
  method: Method
  access: Access
}
type Asked = Pick<Entry, 'file' | 'method'>
interface Answer {
  status: number
  message: string
}

const entries: Entry[] = Object.entries(routes).flatMap(([file, offered]) =>
  Object.entries(offered).map(([method, access]) => ({ file, method: method as Method, access })),
)
const isApi = ({ file }: Pick<Entry, 'file'>) => file.startsWith('app/api/v2/')
const isMedia = ({ file }: Pick<Entry, 'file'>) => file.startsWith('app/api/media/')
const ofPeople = entries.filter((entry) => !isApi(entry) && !isOpen(entry.access))
const ofKeys = entries.filter((entry) => (isApi(entry) || isMedia(entry)) && !isOpen(entry.access))
const changing = (method: Method) => method !== 'GET' && method !== 'HEAD'

const db = useTestDatabase()
let team: TestTeam
let ids: Ids
let cookies: Record<Visitor, string>
let keys: Record<Scope, Caller>
let revoked: Caller
beforeAll(async () => {
  team = await makeTeam()
  ids = await idsOf(db, team)
  cookies = await cookiesOf(db, team)
  const made = await Promise.all(scopes.map(async (scope) => [scope, await makeCaller([scope], team)] as const))
  keys = Object.fromEntries(made) as Record<Scope, Caller>
  revoked = await makeCaller([...scopes], team)
  await revokeApiKey(team.admin, { keyId: revoked.keyId })
  const token = { apiKey: 'sk_live_matrix', appId: 'matrix', regions: ['fra1'] }
  setUploadThing({ UPLOADTHING_TOKEN: Buffer.from(JSON.stringify(token)).toString('base64') })
})

/** What the parts of an address stand for; what else stands in one is a token that is not good. */
function paramsOf(file: string, given: Ids): Record<string, string | string[]> {
  const { detectionId, mediaId, number, listId } = given
  const known: Ids = { uuid: detectionId ?? '', id: mediaId ?? '', number: number ?? '', listId: listId ?? '' }
  return Object.fromEntries(
    [...file.matchAll(/\[+(?:\.\.\.)?(\w+)\]+/g)].map(([part, name = '']) => {
      const value = String(known[name] ?? (name === 'chart' ? 'volume' : '5d0d4b3e-7f0a-4b39-9d1f-0f6a3a3d2c11'))
      return [name, part.includes('...') ? [value] : value]
    }),
  )
}

async function askOnce({ file, method }: Asked, headers: Headers, given: Ids): Promise<Answer> {
  const handler = (await load(file))[method] as Handler
  const fields = {
    ...inputWith(given),
    format: 'csv',
    type: 'like',
    from: '2026-01-01',
    to: '2026-01-02',
    media: 'off',
  }
  const sent = new Headers(headers)
  if (changing(method)) sent.set('content-type', 'application/json')
  const body = changing(method) ? { body: JSON.stringify(fields) } : {}
  const path = file.slice('app'.length, -'/route.ts'.length)
  const request = new NextRequest(`http://localhost:3000${path}?page=1&page_size=10`, {
    method,
    headers: sent,
    ...body,
  })
  Object.assign(env(), { MEDIA_STORE: file.includes('uploadthing') ? 'uploadthing' : 'disk' })
  const answer = await handler(request, { params: Promise.resolve(paramsOf(file, given)) })
  Object.assign(env(), { MEDIA_STORE: 'disk' })
  if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
    await answer.body?.cancel()
    return { status: answer.status, message: '' }
  }
  const text = await answer.text()
  return { status: answer.status, message: answer.ok ? '' : (/"message":"([^"]*)"/.exec(text)?.[1] ?? '') }
}

/** Once more a second later where there were too many: a key has 40 requests a second, and a quick machine asks more. */
async function ask(...asked: Parameters<typeof askOnce>): Promise<Answer> {
  for (;;) {
    const answer = await askOnce(...asked)
    if (answer.status !== 429) return answer
    await pause(1000)
  }
}

/** Whether an answer says that somebody is not who may; a HEAD has no words. */
function refusal({ status, message }: Answer): string | null {
  if (status === 401) return 'not signed in'
  if (status !== 403) return null
  if (/^Your role does not allow you to |^This API key is not allowed to /.test(message) || message === '')
    return 'not allowed'
  if (/asks for a second step/.test(message)) return 'second step'
  if (/^Confirm (first )?that it is you/.test(message)) return 'proof'
  return /^This was not sent from Docket/.test(message) ? 'origin' : message
}

/** Without the number that a refusal repeats. */
const alike = (one: Answer, other: Answer) =>
  JSON.stringify(one).replaceAll(/\d+ not found/g, '# not found') ===
  JSON.stringify(other).replaceAll(/\d+ not found/g, '# not found')

const said = ({ file, method }: Entry, who: string, answer: Answer) =>
  `${method} ${file}, ${who}: ${answer.status} ${answer.message}`

test('every method of every route is declared; what is exported besides is not offered', async () => {
  expect(Object.keys(routes).sort()).toEqual(routeFiles)
  for (const file of routeFiles) {
    const exported = Object.keys(await load(file)).filter((name): name is Method => methods.includes(name as Method))
    const offered = Object.keys(routes[file] ?? {})
    expect(exported, file).toEqual(expect.arrayContaining(offered))
    for (const method of exported.filter((one) => !offered.includes(one))) {
      const headers = new Headers(isApi({ file }) ? { ...keys.read.auth } : {})
      const answer = await ask({ file, method }, headers, missingIds())
      expect(answer.status, `${method} ${file}`).toBe(405)
    }
  }
})

describe('people', () => {
  const expected = (access: Access, visitor: Visitor): string | null => {
    switch (visitor) {
      case 'moderator':
      case 'manager':
      case 'admin':
        return mayRole(access, visitor) ? null : 'not allowed'
      case 'without a second step':
        return withoutSecondStep(access) ? null : 'second step'
      default:
        return 'not signed in'
    }
  }

  test('whoever may not is refused, and nothing changes', async () => {
    const before = await standOf(db)
    const wrong: string[] = []
    for (const entry of ofPeople) {
      for (const visitor of visitors) {
        const reason = expected(entry.access, visitor)
        if (reason === null) continue
        const answer = await ask(entry, comeFromDocket(cookies[visitor]), ids)
        const got = entry.method === 'HEAD' && answer.status === 403 ? reason : refusal(answer)
        if (got !== reason) wrong.push(`${said(entry, visitor, answer)} and not “${reason}”`)
      }
    }
    expect(wrong).toEqual([])
    expect(await standOf(db)).toEqual(before)
  })

  test('what asks for proof is not done for whoever proved too long ago who they are', async () => {
    const before = await standOf(db)
    const late = await openSession(db, team.admin, { minutesAgo: 60 })
    const wrong: string[] = []
    for (const entry of ofPeople.filter(({ access }) => asksProof(access))) {
      const answer = await ask(entry, comeFromDocket(late), ids)
      if (refusal(answer) !== 'proof') wrong.push(said(entry, 'proved an hour ago', answer))
    }
    expect(wrong).toEqual([])
    expect(await standOf(db)).toEqual(before)
  })

  test.each(Object.keys(elsewhere))('what no page of Docket sent is refused, and changes nothing: %s', async (from) => {
    const before = await standOf(db)
    const wrong: string[] = []
    // Also next-auth's own, which carries a cookie as well.
    const all = [...ofPeople, ...entries.filter(({ file }) => file.includes('nextauth'))]
    for (const entry of all.filter(({ method }) => changing(method))) {
      const answer = await ask(entry, comeFromDocket(cookies.admin, elsewhere[from]), ids)
      if (refusal(answer) !== 'origin') wrong.push(said(entry, from, answer))
    }
    expect(wrong).toEqual([])
    expect(await standOf(db)).toEqual(before)
  })

  test('whoever may is not refused for who they are, and nothing breaks', async () => {
    const wrong: string[] = []
    for (const role of ['moderator', 'manager', 'admin'] as const) {
      const cookie = await openSession(db, (await makeTeam())[role])
      for (const entry of ofPeople.filter(({ access }) => mayRole(access, role))) {
        const answer = await ask(entry, comeFromDocket(cookie), missingIds())
        if (refusal(answer) !== null || answer.status >= 500) wrong.push(said(entry, role, answer))
      }
    }
    expect(wrong).toEqual([])
  })

  test('another team’s things answer exactly as what there is not, and stay as they are', async () => {
    const before = await standOf(db, team.teamId)
    const cookie = await openSession(db, (await makeTeam()).admin)
    const wrong: string[] = []
    for (const entry of ofPeople.filter(({ file }) => file.includes('['))) {
      const theirs = await ask(entry, comeFromDocket(cookie), ids)
      const missing = await ask(entry, comeFromDocket(cookie), missingIds())
      if (!alike(theirs, missing)) wrong.push(said(entry, 'another team', theirs))
    }
    expect(wrong).toEqual([])
    expect(await standOf(db, team.teamId)).toEqual(before)
  })
})

describe('keys', () => {
  const scopeOf = (access: Access): Scope | undefined => ruleOf(access)?.scope
  const bearer = (caller: Caller) => new Headers(caller.auth)

  test('no key, one that was revoked, an unknown one and a person’s cookie are alike unauthorized; nothing changes', async () => {
    const before = await standOf(db)
    const wrong: string[] = []
    for (const entry of ofKeys) {
      const without: Record<string, Headers> = {
        'a revoked key': bearer(revoked),
        'an unknown key': new Headers({ authorization: 'Bearer docket_nobody' }),
        ...(isApi(entry) && { 'no key': new Headers(), 'a cookie': comeFromDocket(cookies.admin) }),
      }
      for (const [who, headers] of Object.entries(without)) {
        const answer = await ask(entry, headers, ids)
        if (answer.status !== 401 || (entry.method !== 'HEAD' && answer.message !== 'Unauthorized')) {
          wrong.push(said(entry, who, answer))
        }
      }
    }
    expect(wrong).toEqual([])
    expect(await standOf(db)).toEqual(before)
  })

  test('a key without the scope is told which it needs, and nothing changes', async () => {
    const before = await standOf(db)
    const wrong: string[] = []
    for (const entry of ofKeys.filter(({ access }) => ruleOf(access))) {
      for (const scope of scopes.filter((one) => one !== scopeOf(entry.access))) {
        const answer = await ask(entry, bearer(keys[scope]), ids)
        const named = entry.method === 'HEAD' || answer.message.includes('it needs the scope')
        if (answer.status !== 403 || !named) wrong.push(said(entry, scope, answer))
      }
    }
    expect(wrong).toEqual([])
    expect(await standOf(db)).toEqual(before)
  })

  test('a key with the scope is not refused, and nothing breaks', async () => {
    const wrong: string[] = []
    const own = await makeTeam()
    for (const entry of ofKeys) {
      const scope = scopeOf(entry.access) ?? 'read'
      const answer = await ask(entry, bearer(await makeCaller([scope], own)), missingIds())
      if ([401, 403].includes(answer.status) || answer.status >= 500) wrong.push(said(entry, scope, answer))
    }
    expect(wrong).toEqual([])
  })

  test('another team’s things answer exactly as what there is not, and stay as they are', async () => {
    const before = await standOf(db, team.teamId)
    const other = await makeCaller([...scopes])
    const wrong: string[] = []
    for (const entry of ofKeys.filter(({ file, access }) => file.includes('[') && ruleOf(access))) {
      const theirs = await ask(entry, bearer(other), ids)
      const missing = await ask(entry, bearer(other), missingIds())
      if (!alike(theirs, missing) || theirs.status < 400) {
        wrong.push(said(entry, 'another team', theirs))
      }
    }
    expect(wrong).toEqual([])
    expect(await standOf(db, team.teamId)).toEqual(before)
  })
})

test('what is open to anyone answers without cookie and key, and says nothing of a team', async () => {
  for (const entry of entries.filter(({ access, method }) => isOpen(access) && !changing(method))) {
    if (entry.file.includes('nextauth')) continue
    const answer = await ask(entry, new Headers(), missingIds())
    expect([200, 503], said(entry, 'anyone', answer)).toContain(answer.status)
  }
})
