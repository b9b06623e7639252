import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { bigint, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import postgres from 'postgres'
import { instant } from '@/drizzle/schema/columns'
import { recordEvents } from '@/lib/audit/record'
import { closeDatabase, connect, replaceDatabase, withTeam } from '@/lib/db/client'
import { findEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import { appUrlOf } from '@/lib/db/prepare'
import { median, type Subject } from './figure'

const writers = 16
const seconds = 4
const rounds = 5

/** The trail's table as it would be without a seal: the same rows, keys, policy and index, and nothing of the proof. */
const plain = pgTable('bench_plain_events', {
  id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity(),
  teamId: uuid('team_id').notNull(),
  type: text('type').notNull(),
  actorKind: text('actor_kind').notNull(),
  actorId: uuid('actor_id'),
  channel: text('channel').notNull(),
  caseId: uuid('case_id'),
  facts: jsonb('facts').$type<Record<string, unknown>>().notNull(),
  at: instant('at'),
})

/**
 * How many events 16 writers on one team append in a second while the product's worker seals them, and that over the same
 * transactions with plain inserts.
 */
export const sealTrail: Subject = async ({ folder }) => {
  const data = path.join(folder, 'data')
  const ownerUrl = await findEmbeddedPostgres(data)
  if (!ownerUrl) throw new Error('the product’s database was not found')
  const secret = process.env.AUTH_SECRET ?? fs.readFileSync(path.join(data, 'auth.secret'), 'utf8').trim()
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  replaceDatabase(connect(appUrlOf(ownerUrl, 'postgres', secret), writers))
  try {
    const teamId = await prepare(owner)
    await Promise.all([inASecond(() => appendSealed(teamId), 1), inASecond(() => appendPlain(teamId), 1)])
    const sealed: number[] = []
    const inserted: number[] = []
    for (let round = 0; round < rounds; round++) {
      // What a round left to seal must not weigh on the other side.
      inserted.push(await inASecond(() => appendPlain(teamId), seconds))
      sealed.push(await inASecond(() => appendSealed(teamId), seconds))
      await untilSealed(owner, teamId)
    }
    return [
      { figure: 'sealed appends, 16 writers', value: median(sealed), unit: 'requests/s', goal: null },
      {
        figure: 'sealed appends / plain inserts',
        value: median(sealed.map((rate, at) => rate / (inserted[at] ?? Number.NaN))),
        unit: 'ratio',
        goal: 0.85,
        more: true,
      },
    ]
  } finally {
    await closeDatabase()
    await owner.end()
  }
}

async function prepare(owner: postgres.Sql): Promise<string> {
  await owner.unsafe(`
    create table bench_plain_events (id bigint generated always as identity, team_id uuid not null references teams (id),
      type text not null, actor_kind text not null, actor_id uuid, channel text not null, case_id uuid, facts jsonb not null,
      at timestamptz(3) not null default now(), primary key (team_id, id));
    create index on bench_plain_events (team_id, case_id, id desc) where case_id is not null;
    create index on bench_plain_events (team_id, type, id desc);
    alter table bench_plain_events enable row level security;
    alter table bench_plain_events force row level security;
    create policy team on bench_plain_events using (team_id = app_team()) with check (team_id = app_team());
    grant select, insert on bench_plain_events to postgres_app`)
  const [team] = await owner<{ id: string }[]>`select id from teams`
  if (!team) throw new Error('the product has no team')
  return team.id
}

function appendSealed(teamId: string): Promise<void> {
  const event = { type: 'case.viewed', caseId: crypto.randomUUID() } as const
  return withTeam(teamId, (tx) => recordEvents(tx, { kind: 'worker', teamId }, [event]))
}

async function appendPlain(teamId: string): Promise<void> {
  const caseId = crypto.randomUUID()
  const row = { teamId, type: 'case.viewed', actorKind: 'worker', channel: 'worker', caseId, facts: { caseId } }
  await withTeam(teamId, (tx) => tx.insert(plain).values(row))
}

async function untilSealed(owner: postgres.Sql, teamId: string): Promise<void> {
  for (let waited = 0; waited < 300; waited++) {
    const [left] = await owner<{ events: number }[]>`
      select (select count(*) from audit_events where team_id = ${teamId})::int
        - (select count(*) from sealed_events where team_id = ${teamId})::int as events`
    if (left?.events === 0) return
    await pause(100)
  }
  throw new Error('the worker did not seal what was appended')
}

/** How often `one` is done in a second, by all writers at once, for so many seconds. */
async function inASecond(one: () => Promise<void>, seconds: number): Promise<number> {
  const began = performance.now()
  let done = 0
  const write = async () => {
    while (performance.now() < began + seconds * 1000) {
      await one()
      done += 1
    }
  }
  await Promise.all(Array.from({ length: writers }, write))
  return done / ((performance.now() - began) / 1000)
}
