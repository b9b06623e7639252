import path from 'node:path'
import postgres from 'postgres'
import type { Member } from '@/lib/access/actor'
import { closeDatabase, connect, replaceDatabase } from '@/lib/db/client'
import { findEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import { addMember } from '@/lib/teams/add-member'
import { type Figure, median, type Subject } from './figure'
import { openLivePages } from './live-pages'
import { admin } from './product'
import { measureQueries } from './queue-queries'
import { measureWrites } from './queue-writes'
import { seedCases } from './seed-cases'
import { signIn } from './sign-in'

/** Cases of the one team; fewer for a quick look: `BENCH_CASES=50000 npm run bench -- queue`. */
const cases = Number(process.env.BENCH_CASES ?? 1_000_000)

/**
 * The queue's queries on a million cases of one team, writes while pages are told of them, and the pages themselves.
 */
export const queue: Subject = async (product) => {
  const ownerUrl = await findEmbeddedPostgres(path.join(product.folder, 'data'))
  if (!ownerUrl) throw new Error('the product’s database was not found')
  const owner = postgres(ownerUrl, { max: 2, onnotice: () => {} })
  try {
    replaceDatabase(connect(await asApp(owner, ownerUrl), 8))
    const members = await makeMembers(owner)
    const [first] = members
    if (!first) throw new Error('there is nobody to ask')
    await seedCases(owner, { teamId: first.teamId, cases })
    // Pages are answered under the public address only.
    const url = product.url.replace('127.0.0.1', 'localhost')
    const cookie = await signIn(url)
    return [
      ...(await measureQueries(owner, first)),
      ...(await measureWrites(members.slice(1), 'that only listen', () => openLivePages(url, cookie, false))),
      ...(await measureWrites(members.slice(1), 'that ask again', () => openLivePages(url, cookie, true))),
      ...(await measurePages(owner, url, cookie)),
    ]
  } finally {
    await closeDatabase()
    await owner.end()
  }
}

/** The address of the same database for the app's role, which row-level security binds. */
async function asApp(owner: postgres.Sql, ownerUrl: string): Promise<string> {
  const [role] = await owner<{ name: string }[]>`select current_database() || '_app' as name`
  const url = new URL(ownerUrl)
  url.searchParams.set('role', role?.name ?? '')
  return url.toString()
}

/** The admin, and people to take cases. */
async function makeMembers(owner: postgres.Sql): Promise<Member[]> {
  const [team] = await owner<{ id: string; name: string }[]>`select id, name from teams`
  if (!team) throw new Error('the product has no team')
  const operator = { kind: 'operator' as const, teamId: team.id }
  for (let made = 0; made < 4; made++) {
    const email = `bench.${made}@example.test`
    await addMember(operator, { email, name: `Bench ${made}`, password: admin.password, role: 'moderator' })
  }
  const people = await owner<{ id: string; name: string; email: string; role: 'admin' | 'moderator' }[]>`
    select m.id, m.name, m.email, s.role from members m join memberships s on s.member_id = m.id order by s.role, m.email`
  return people.map(({ id: memberId, ...person }) => ({
    ...person,
    kind: 'member',
    provedAt: new Date(),
    teamId: team.id,
    teamName: team.name,
    memberId,
    sessionId: crypto.randomUUID(),
  }))
}

/** What the server takes for whole pages of a signed-in person; medians. */
async function measurePages(owner: postgres.Sql, url: string, cookie: string): Promise<Figure[]> {
  const [found] = await owner<
    { number: number }[]
  >`select number from cases where state = 'waiting' order by number limit 1`
  const took = async (address: string) => {
    const times: number[] = []
    for (let ask = -5; ask < 30; ask++) {
      const began = performance.now()
      const page = await fetch(url + address, { headers: { cookie }, redirect: 'manual' })
      await page.arrayBuffer()
      if (page.status !== 200) throw new Error(`${address} answered ${page.status}`)
      if (ask >= 0) times.push(performance.now() - began)
    }
    return median(times)
  }
  return [
    { figure: 'queue page', value: await took('/queue'), unit: 'ms', goal: null },
    { figure: 'case page', value: await took(`/cases/${found?.number}`), unit: 'ms', goal: null },
  ]
}
