import '../support/data-folder'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { asksProof, isOpen, mayRole, withoutSecondStep } from './matrix/access'
import { actions } from './matrix/actions'
import { comeFromDocket, cookiesOf, elsewhere, openSession, type Visitor, visitors } from './matrix/people'
import { standOf } from './matrix/rows'
import { type Ids, idsOf, inputWith, missingIds } from './matrix/samples'
import { actionFiles, functionsOf, load } from './matrix/tree'

vi.mock('next/headers', async () => (await import('../support/browser-store')).nextHeaders)
vi.mock('next/cache', async () => (await import('../support/browser-store')).nextCache)
vi.mock('next/server', async (original) => ({
  ...(await original<typeof import('next/server')>()),
  after: (await import('../support/browser-store')).after,
}))

type Answer = { ok: true; data: unknown } | { ok: false; message: string; proof?: true } | { led: string }
type Action = (input: unknown) => Promise<Answer>

const declared = Object.entries(actions).flatMap(([file, named]) =>
  Object.entries(named).map(([name, access]) => ({ file, name, access })),
)
const roles = ['moderator', 'manager', 'admin'] as const

/** After these nobody is who they were. */
const ending = new Set(['leaveAction'])

const db = useTestDatabase()
let team: TestTeam
let ids: Ids
/** Those that are there; what is not fails the first test. */
let entries: typeof declared
let cookies: Record<Visitor, string>
beforeAll(async () => {
  team = await makeTeam()
  ids = await idsOf(db, team)
  cookies = await cookiesOf(db, team)
  const there = await Promise.all(
    declared.map(async ({ file, name }) => actionFiles.includes(file) && (await functionsOf(file)).includes(name)),
  )
  entries = declared.filter((_, index) => there[index])
})

async function call(file: string, name: string, input: unknown): Promise<Answer> {
  const action = (await load(file))[name] as Action
  try {
    return await action(input)
  } catch (error) {
    // Where it leads the browser to is an answer; anything else is none.
    const digest = String((error as { digest?: unknown }).digest ?? '')
    if (!digest.startsWith('NEXT_')) throw error
    return { led: digest }
  }
}

/** How an answer refuses: by who somebody is, not by what they asked for. */
function refusal(answer: Answer): string | null {
  if ('led' in answer) return /;\/sign-in/.test(answer.led) ? 'signed out' : null
  if (answer.ok) {
    // Of many cases each answers for itself.
    const items = Array.isArray(answer.data) ? (answer.data as Answer[]) : []
    const why = new Set(items.map((one) => refusal(one)))
    return why.size === 1 ? ([...why][0] ?? null) : null
  }
  if (answer.proof) return 'proof'
  if (/^You are signed out\./.test(answer.message)) return 'signed out'
  if (/^Your role does not allow you to /.test(answer.message)) return 'role'
  if (/asks for a second step/.test(answer.message)) return 'second step'
  if (/^This was not sent from Docket’s own pages\./.test(answer.message)) return 'origin'
  return null
}

/** By what each visitor is refused; null: they are not. */
function expected(access: (typeof declared)[number]['access'], visitor: Visitor): string | null {
  if (isOpen(access)) return null
  switch (visitor) {
    case 'moderator':
    case 'manager':
    case 'admin':
      return mayRole(access, visitor) ? null : 'role'
    case 'without a second step':
      return withoutSecondStep(access) ? null : 'second step'
    default:
      return 'signed out'
  }
}

test('every action is declared, and nothing else is', async () => {
  const found = await Promise.all(actionFiles.map(async (file) => [file, await functionsOf(file)] as const))
  const named = Object.entries(actions).map(([file, its]) => [file, Object.keys(its).sort()])
  expect(Object.fromEntries(named)).toEqual(Object.fromEntries(found))
})

test('whoever may not is refused by the sentence that says why, and nothing changes', async () => {
  const before = await standOf(db)
  const wrong: string[] = []
  for (const { file, name, access } of entries) {
    for (const visitor of visitors) {
      const reason = expected(access, visitor)
      if (reason === null) continue
      comeFromDocket(cookies[visitor])
      const answer = await call(file, name, inputWith(ids))
      if (refusal(answer) !== reason) wrong.push(`${name}, ${visitor}: ${JSON.stringify(answer)} and not “${reason}”`)
    }
  }
  expect(wrong).toEqual([])
  expect(await standOf(db)).toEqual(before)
})

test('what asks for proof is not done for whoever proved too long ago who they are', async () => {
  const before = await standOf(db)
  const late = await openSession(db, team.admin, { minutesAgo: 60 })
  const asking = entries.filter(({ access }) => asksProof(access) && mayRole(access, 'admin'))
  expect(asking.length).toBeGreaterThan(3)
  const wrong: string[] = []
  for (const { file, name } of asking) {
    comeFromDocket(late)
    const answer = await call(file, name, inputWith(ids))
    if (refusal(answer) !== 'proof') wrong.push(`${name}: ${JSON.stringify(answer)}`)
  }
  expect(wrong).toEqual([])
  expect(await standOf(db)).toEqual(before)
})

describe('what no page of Docket sent is refused, whoever’s cookie it carries, and nothing changes', () => {
  test.each(Object.keys(elsewhere))('%s', async (from) => {
    const before = await standOf(db)
    const wrong: string[] = []
    for (const { file, name } of entries) {
      comeFromDocket(cookies.admin, elsewhere[from])
      const answer = await call(file, name, inputWith(ids))
      if (refusal(answer) !== 'origin') wrong.push(`${name}: ${JSON.stringify(answer)}`)
    }
    expect(wrong).toEqual([])
    expect(await standOf(db)).toEqual(before)
  })
})

test('whoever may is not refused for who they are, and nothing breaks', async () => {
  const wrong: string[] = []
  for (const role of roles) {
    const own = await makeTeam()
    for (const { file, name, access } of entries.filter(({ access }) => mayRole(access, role))) {
      const who = ending.has(name) ? await makeTeam() : own
      comeFromDocket(isOpen(access) ? '' : await openSession(db, who[role]))
      const answer = await call(file, name, inputWith(missingIds()))
      const broken = 'message' in answer && answer.message.startsWith('Something went wrong')
      if (refusal(answer) !== null || broken) wrong.push(`${name}, ${role}: ${JSON.stringify(answer)}`)
    }
  }
  expect(wrong).toEqual([])
})

test('another team’s things answer exactly as what there is not, and stay as they are', async () => {
  const before = await standOf(db, team.teamId)
  const [one, other] = [await makeTeam(), await makeTeam()]
  const nothing = missingIds()
  const wrong: string[] = []
  for (const { file, name, access } of entries.filter(({ access }) => !isOpen(access))) {
    const ask = async (who: TestTeam, given: Ids) => {
      comeFromDocket(await openSession(db, who.admin))
      const answer = await call(file, name, inputWith(given))
      return JSON.stringify('ok' in answer && answer.ok ? { ok: true } : answer).replaceAll(/\d+/g, '#')
    }
    const [theirs, missing] = [await ask(one, ids), await ask(other, nothing)]
    if (theirs !== missing) wrong.push(`${name} (${JSON.stringify(access)}): ${theirs} and not ${missing}`)
  }
  expect(wrong).toEqual([])
  expect(await standOf(db, team.teamId)).toEqual(before)
})
