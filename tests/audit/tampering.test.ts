import '../support/data-folder'
import fs from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import type postgres from 'postgres'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { mirrorPath, mirrorToFile } from '@/lib/audit/mirror-file'
import { sealAll } from '@/lib/audit/seal-trail'
import { SealRefused } from '@/lib/audit/trail-head'
import type { TrailProblemKind } from '@/lib/audit/trail-problem'
import { inspectTrail } from '@/lib/audit/verify-trail'
import { database } from '@/lib/db/client'
import { env } from '@/lib/env'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { decision, growTrail, patience, recordAll, recordLooks } from '../support/trail'

/*
 * What somebody can do who owns the database: switch the triggers off and write what they like. They have neither AUTH_SECRET
 * nor the data folder. Each way is undone before the next.
 */
const db = useTestDatabase()
let team: TestTeam
let other: TestTeam

/** The mirror file as it was. */
const kept = () => path.join(env().DATA_DIR, 'kept')

const tables = [
  'audit_events',
  'sealed_events',
  'trail_tiles',
  'trail_checkpoints',
  'trail_heads',
  'audit_openings',
  'trail_mirrors',
]

beforeAll(async () => {
  team = await makeTeam()
  other = await makeTeam()
  await growTrail(team.worker, 4, 300)
  await recordAll(team.moderator, [decision('It has six fingers')])
  await growTrail(team.worker, 3, 2, 1)
  await growTrail(other.worker, 2, 5)
  for (const { teamId } of [team, other]) await mirrorToFile(teamId)
  for (const table of tables) {
    await db.owner.unsafe(`create table kept_${table} as table ${table}; alter table ${table} disable trigger user`)
  }
  await fs.copyFile(mirrorPath(team.teamId), kept())
})

beforeEach(async () => {
  for (const table of tables) {
    const overriding = table === 'audit_events' ? 'overriding system value' : ''
    await db.owner.unsafe(`truncate ${table}; insert into ${table} ${overriding} table kept_${table}`)
  }
  await fs.copyFile(kept(), mirrorPath(team.teamId))
})

/** Runs statements as the owner; `$1` is the team, `$2` the other one. */
async function owner(...statements: string[]): Promise<void> {
  await db.owner.begin(async (sql: postgres.TransactionSql) => {
    for (const statement of statements) {
      const text = statement.replaceAll('$1', `'${team.teamId}'`).replaceAll('$2', `'${other.teamId}'`)
      await sql.unsafe(text)
    }
  })
}

const eventAt = (position: number) =>
  `(select event_id from sealed_events where team_id = $1 and position = ${position})`
const ofEntry = (position: number) => `team_id = $1 and id = ${eventAt(position)}`
const lastSize = '(select max(size) from trail_checkpoints where team_id = $1)'
const secondSize = `(select max(size) from trail_checkpoints where team_id = $1 and size < ${lastSize})`

test('a trail that nobody touched is right', async () => {
  const report = await inspectTrail(team.teamId)
  expect(report).toMatchObject({ found: 0, problems: [], checkpoints: 5, openings: 1, mirrored: 5, waiting: 0 })
  expect(report.entries).toBeGreaterThan(310)
})

interface Way {
  /** What is done, in words. */
  how: string
  does: string[]
  /** What must be among the problems. */
  finds: TrailProblemKind
  /** The entry that is named. */
  position?: number
  says: RegExp
}

const changed = 'is not what was sealed: it was changed'

const ways: Way[] = [
  {
    how: 'change the facts of an event',
    does: [`update audit_events set facts = facts || '{"caseId":"none"}' where ${ofEntry(9)}`],
    finds: 'entry_changed',
    position: 9,
    says: /^Entry 9 \(case\.viewed\) is not what was sealed/,
  },
  {
    how: 'add a fact to an event',
    does: [`update audit_events set facts = facts || '{"more":1}' where ${ofEntry(9)}`],
    finds: 'entry_changed',
    position: 9,
    says: new RegExp(changed),
  },
  {
    how: 'say that somebody else did it',
    does: [`update audit_events set actor_kind = 'member', actor_id = gen_random_uuid() where ${ofEntry(10)}`],
    finds: 'entry_changed',
    position: 10,
    says: new RegExp(changed),
  },
  {
    how: 'move an event in time by a millisecond',
    does: [`update audit_events set created_at = created_at + interval '1 millisecond' where ${ofEntry(11)}`],
    finds: 'entry_changed',
    position: 11,
    says: new RegExp(changed),
  },
  {
    how: 'make another kind of event of it',
    does: [`update audit_events set type = 'case.claimed' where ${ofEntry(12)}`],
    finds: 'entry_changed',
    position: 12,
    says: /^Entry 12 \(case\.claimed\)/,
  },
  {
    how: 'lay an event to another channel',
    does: [`update audit_events set channel = 'cli' where ${ofEntry(12)}`],
    finds: 'entry_changed',
    position: 12,
    says: new RegExp(changed),
  },
  {
    how: 'lay an event to another case',
    does: [`update audit_events set case_id = gen_random_uuid() where ${ofEntry(13)}`],
    finds: 'entry_changed',
    position: 13,
    says: new RegExp(changed),
  },
  {
    how: 'give an event another id',
    does: [`update audit_events set uid = gen_random_uuid() where ${ofEntry(13)}`],
    finds: 'entry_changed',
    position: 13,
    says: new RegExp(changed),
  },
  {
    how: 'change an event and the hash beside it',
    does: [`update audit_events set type = 'case.claimed', leaf = sha256('x') where ${ofEntry(14)}`],
    finds: 'entry_changed',
    position: 14,
    says: /^Entry 14/,
  },
  {
    how: 'take an event’s own hash away',
    does: [`update audit_events set leaf = null where ${ofEntry(15)}`],
    finds: 'entry_unhashed',
    position: 15,
    says: /does not have the hash that Docket writes with every event/,
  },
  {
    how: 'delete an event',
    does: [`delete from audit_events where ${ofEntry(16)}`],
    finds: 'entry_missing',
    position: 16,
    says: /^Entry 16 was sealed, but its event was removed\.$/,
  },
  {
    how: 'delete an event and its place',
    does: [
      `delete from audit_events where ${ofEntry(17)}`,
      'delete from sealed_events where team_id = $1 and position = 17',
    ],
    finds: 'position_missing',
    position: 17,
    says: /^Entry 17 is missing/,
  },
  {
    how: 'delete an event and close the gap',
    does: [
      `delete from audit_events where ${ofEntry(18)}`,
      'delete from sealed_events where team_id = $1 and position = 18',
      'update sealed_events set position = position + 100000 where team_id = $1 and position > 18',
      'update sealed_events set position = position - 100001 where team_id = $1 and position > 18',
    ],
    finds: 'tile_wrong',
    position: 0,
    says: /^Entries 0 to 255 are not what was kept of them as a whole/,
  },
  {
    how: 'delete a whole stretch of events',
    does: [
      'delete from audit_events where team_id = $1 and id in (select event_id from sealed_events where team_id = $1 and position between 30 and 39)',
      'delete from sealed_events where team_id = $1 and position between 30 and 39',
    ],
    finds: 'position_missing',
    position: 30,
    says: /^Entries 30 to 39 are missing/,
  },
  {
    how: 'put an event in among the sealed ones',
    does: [
      `insert into audit_events (team_id, type, actor_kind, channel, facts, created_at, txid)
       select team_id, type, actor_kind, channel, facts, created_at, txid from audit_events where ${ofEntry(20)}`,
    ],
    finds: 'not_sealed',
    says: /stands among sealed ones, but was never sealed: it was put in later/,
  },
  {
    how: 'put an event in the place of another',
    does: [
      `with made as (insert into audit_events (team_id, type, actor_kind, channel, facts, created_at, txid, leaf)
         select team_id, type, actor_kind, channel, '{}', created_at, txid, leaf from audit_events where ${ofEntry(21)} returning id)
       update sealed_events set event_id = made.id from made where team_id = $1 and position = 21`,
    ],
    finds: 'entry_changed',
    position: 21,
    says: /^Entry 21/,
  },
  {
    how: 'swap two events',
    does: [
      'create temp table two on commit drop as select position, event_id from sealed_events where team_id = $1 and position in (22, 23)',
      'update sealed_events set event_id = -position where team_id = $1 and position in (22, 23)',
      'update sealed_events s set event_id = t.event_id from two t where s.team_id = $1 and s.position in (22, 23) and t.position = 45 - s.position',
    ],
    finds: 'entry_changed',
    position: 22,
    says: /^Entry 22/,
  },
  {
    how: 'swap two events with their hashes',
    does: [
      'update sealed_events set position = 100000 where team_id = $1 and position = 270',
      'update sealed_events set position = 270 where team_id = $1 and position = 271',
      'update sealed_events set position = 271 where team_id = $1 and position = 100000',
    ],
    finds: 'root_wrong',
    says: /^Entries \d+ to \d+ are not what the checkpoint of \d+ entries was signed over/,
  },
  {
    how: 'change an event and every hash of it',
    does: [
      `update audit_events set created_at = created_at - interval '1 day' where ${ofEntry(24)}`,
      'update sealed_events set leaf = pg_temp.leaf_of(24) where team_id = $1 and position = 24',
      `update audit_events set leaf = pg_temp.leaf_of(24) where ${ofEntry(24)}`,
    ],
    finds: 'tile_wrong',
    position: 0,
    says: /^Entries 0 to 255 are not what was kept of them as a whole/,
  },
  {
    how: 'change an event, every hash of it and the tile over it',
    does: [
      `update audit_events set created_at = created_at - interval '1 day' where ${ofEntry(24)}`,
      'update sealed_events set leaf = pg_temp.leaf_of(24) where team_id = $1 and position = 24',
      `update audit_events set leaf = pg_temp.leaf_of(24) where ${ofEntry(24)}`,
      'delete from trail_tiles where team_id = $1',
    ],
    finds: 'root_wrong',
    position: 8,
    says: /are not what the checkpoint of \d+ entries was signed over/,
  },
  {
    how: 'take a tile away',
    does: ['delete from trail_tiles where team_id = $1 and index = 0'],
    finds: 'tile_wrong',
    position: 0,
    says: /^Entries 0 to 255/,
  },
  {
    how: 'give an event to another team',
    does: [`update audit_events set team_id = $2 where ${ofEntry(25)}`],
    finds: 'entry_missing',
    position: 25,
    says: /^Entry 25 was sealed, but its event was removed/,
  },
  {
    how: 'swap the events of two teams',
    does: [
      `create temp table mine on commit drop as select id from audit_events where ${ofEntry(6)}`,
      'create temp table theirs on commit drop as select id from audit_events where team_id = $2 and id = (select event_id from sealed_events where team_id = $2 and position = 6)',
      'update audit_events set team_id = $2 where id = (select id from mine)',
      'update audit_events set team_id = $1 where id = (select id from theirs)',
      'update sealed_events set event_id = (select id from theirs) where team_id = $1 and position = 6',
      'update sealed_events set event_id = (select id from mine) where team_id = $2 and position = 6',
    ],
    finds: 'entry_changed',
    position: 6,
    says: /^Entry 6/,
  },
  {
    how: 'put the trail of another team in the place of this one',
    does: [
      'delete from sealed_events where team_id = $1',
      'delete from trail_checkpoints where team_id = $1',
      'delete from trail_tiles where team_id = $1',
      'delete from trail_heads where team_id = $1',
      'delete from audit_events where team_id = $1',
      ...['sealed_events', 'trail_checkpoints', 'trail_heads', 'audit_events'].map(
        (table) => `update ${table} set team_id = $1 where team_id = $2`,
      ),
    ],
    finds: 'checkpoint_changed',
    says: /was changed: its note is not of this trail, size and root/,
  },
  {
    how: 'write another root into a checkpoint',
    does: [`update trail_checkpoints set root = sha256('x') where team_id = $1 and size = ${secondSize}`],
    finds: 'checkpoint_changed',
    says: /^The checkpoint of \d+ entries was changed/,
  },
  {
    how: 'rewrite a checkpoint with its note',
    does: [
      `update trail_checkpoints set root = sha256('x'),
         note = regexp_replace(note, '[A-Za-z0-9+/]{43}=', encode(sha256('x'), 'base64')) where team_id = $1 and size = ${secondSize}`,
    ],
    finds: 'signature_wrong',
    says: /^The checkpoint of \d+ entries has a wrong signature/,
  },
  {
    how: 'sign a checkpoint with another key',
    does: [
      `update trail_checkpoints set note = regexp_replace(note, '— (\\S+) ....', '— \\1 AAAA') where team_id = $1 and size = ${lastSize}`,
    ],
    finds: 'key_unknown',
    says: /was signed by no key of this server/,
  },
  {
    how: 'take a checkpoint out of the middle',
    does: [`delete from trail_checkpoints where team_id = $1 and size = ${secondSize}`],
    finds: 'chain_broken',
    says: /was not signed after that of \d+ entries: one between them was removed/,
  },
  {
    how: 'take the first checkpoint away',
    does: [
      'delete from trail_checkpoints where team_id = $1 and size = (select min(size) from trail_checkpoints where team_id = $1)',
    ],
    finds: 'chain_broken',
    says: /is the first that is there, but it was signed after another/,
  },
  {
    how: 'take the last checkpoint away',
    does: [`delete from trail_checkpoints where team_id = $1 and size = ${lastSize}`],
    finds: 'not_signed',
    says: /under no checkpoint: those over them were removed/,
  },
  {
    how: 'cut the sealed end off',
    does: [
      `delete from audit_events where team_id = $1 and id in (select event_id from sealed_events where team_id = $1 and position >= ${secondSize})`,
      `delete from sealed_events where team_id = $1 and position >= ${secondSize}`,
    ],
    finds: 'cut_off',
    says: /A checkpoint was signed over \d+ entries, but the trail ends after \d+/,
  },
  {
    how: 'cut the end off with its checkpoint and the head',
    does: [
      `create temp table cut on commit drop as select ${secondSize} as size`,
      'delete from audit_events where team_id = $1 and id in (select event_id from sealed_events where team_id = $1 and position >= (select size from cut))',
      'delete from sealed_events where team_id = $1 and position >= (select size from cut)',
      'delete from trail_checkpoints where team_id = $1 and size > (select size from cut)',
      'delete from trail_heads where team_id = $1',
    ],
    finds: 'cut_off',
    says: /^The mirror file has a checkpoint of \d+ entries, but the database ends with one of \d+: the end was cut off/,
  },
  {
    how: 'empty every table of the trail',
    does: tables.map((table) => `delete from ${table} where team_id = $1`),
    finds: 'cut_off',
    position: 0,
    says: /but the database ends with one of 0: the end was cut off/,
  },
  {
    how: 'unseal events',
    does: [`delete from sealed_events where team_id = $1 and position >= ${secondSize}`],
    finds: 'not_sealed',
    says: /stands among sealed ones, but was never sealed/,
  },
  {
    how: 'change what a value beside the trail says',
    does: [`update audit_openings set value = '"It has five fingers"' where team_id = $1`],
    finds: 'opening_wrong',
    says: /^The reason kept for the event \S+ is not what the trail holds a commitment to/,
  },
  {
    how: 'put a value beside an event that has none',
    does: [
      `insert into audit_openings (team_id, event_uid, field, salt, value)
       select $1, uid, 'caseId', sha256('salt'), '"x"' from audit_events where ${ofEntry(26)}`,
    ],
    finds: 'opening_wrong',
    says: /^The caseId kept for the event/,
  },
  {
    how: 'keep a value of an event that is gone',
    does: [
      `insert into audit_openings (team_id, event_uid, field, salt, value) values ($1, gen_random_uuid(), 'reason', 'x', '"x"')`,
    ],
    finds: 'opening_wrong',
    says: /but there is no such event/,
  },
  {
    how: 'make the sealer pass over events',
    does: ['update trail_heads set size = size + 1 where team_id = $1'],
    finds: 'head_wrong',
    says: /^The note of where the trail stands/,
  },
]

const leafFunction = `
  create function pg_temp.leaf_of(wanted bigint) returns bytea language sql as $$
    select sha256('\\x00'::bytea || convert_to('{"actor":{"id":' || coalesce('"' || actor_id || '"', 'null') || ',"kind":"' || actor_kind
      || '"},"at":"' || to_char(e.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '","case":"' || case_id || '","channel":"'
      || channel || '","facts":{"caseId":"' || (facts->>'caseId') || '"},"id":"' || uid || '","team":"' || team_id || '","type":"'
      || type || '","v":1}', 'UTF8'))
    from audit_events e where team_id = $1 and id = (select event_id from sealed_events where team_id = $1 and position = wanted)
  $$`

test.each(ways)('as the owner: $how', async ({ does, finds, position, says }) => {
  await owner('drop function if exists pg_temp.leaf_of', leafFunction, ...does)
  const report = await inspectTrail(team.teamId)
  expect(report.found).toBeGreaterThan(0)
  const found = report.problems.filter(({ kind }) => kind === finds)
  expect(found.map(({ says }) => says).join('\n'), JSON.stringify(report.problems)).toMatch(says)
  if (position !== undefined) expect(found[0]?.position).toBe(position)
  // The first of all problems is about nothing later than what was done.
  const first = report.problems[0]?.position
  if (position !== undefined && first !== null) expect(first).toBeLessThanOrEqual(position)
})

test('the forged hash of the tests is the one that Docket makes', async () => {
  await owner(
    'drop function if exists pg_temp.leaf_of',
    leafFunction,
    `do $$ begin
    assert pg_temp.leaf_of(24) = (select leaf from sealed_events where team_id = $1 and position = 24); end $$`,
  )
})

test('an old copy of every table is noticed by the mirror file', async () => {
  await recordLooks(team.worker, 4)
  await sealAll(team.teamId, patience)
  await mirrorToFile(team.teamId)
  for (const table of tables) {
    const overriding = table === 'audit_events' ? 'overriding system value' : ''
    await db.owner.unsafe(`truncate ${table}; insert into ${table} ${overriding} table kept_${table}`)
  }
  const { problems } = await inspectTrail(team.teamId)
  expect(problems).toMatchObject([{ kind: 'cut_off', says: expect.stringContaining('the end was cut off') }])
})

test('an old copy that went on differently is noticed as well', async () => {
  await recordLooks(team.worker, 4)
  await sealAll(team.teamId, patience)
  await mirrorToFile(team.teamId)
  for (const table of tables) {
    const overriding = table === 'audit_events' ? 'overriding system value' : ''
    await db.owner.unsafe(`truncate ${table}; insert into ${table} ${overriding} table kept_${table}`)
  }
  await recordLooks(team.worker, 4)
  await sealAll(team.teamId, patience)
  const { problems } = await inspectTrail(team.teamId)
  expect(problems).toMatchObject([
    { kind: 'checkpoint_changed', says: expect.stringContaining('another checkpoint of') },
  ])
})

test('everything removed and sealed anew by Docket itself is noticed by the mirror file', async () => {
  await owner(
    `delete from audit_events where ${ofEntry(3)}`,
    ...['sealed_events', 'trail_tiles', 'trail_checkpoints', 'trail_heads'].map(
      (table) => `delete from ${table} where team_id = $1`,
    ),
  )
  expect(await sealAll(team.teamId, patience)).toBeGreaterThan(300)
  const kinds = (await inspectTrail(team.teamId)).problems.map(({ kind }) => kind)
  expect(kinds).toContain('checkpoint_changed')
  expect(kinds).toContain('cut_off')
})

test.each([
  ['removed', async (file: string) => fs.rm(file), 'mirror_missing'],
  ['emptied', async (file: string) => fs.writeFile(file, ''), 'mirror_cut'],
  ['cut', async (file: string) => fs.truncate(file, 700), 'mirror_cut'],
  [
    'changed',
    async (file: string) => fs.writeFile(file, (await fs.readFile(file, 'utf8')).replace(/\n\d+\n/, '\n1\n')),
    'mirror_changed',
  ],
])('a mirror file that was %s', async (_name, does, kind) => {
  await does(mirrorPath(team.teamId))
  expect((await inspectTrail(team.teamId)).problems.map((one) => one.kind)).toContain(kind)
})

test('an erased value is no problem: its event still verifies', async () => {
  await owner('delete from audit_openings where team_id = $1')
  expect(await inspectTrail(team.teamId)).toMatchObject({ found: 0, openings: 0 })
})

test('old and forged heads do no harm: the sealer rebuilds its note, and no event is passed over', async () => {
  await owner('update trail_heads set last_txid = last_txid + 1000000000, peaks = sha256(peaks) where team_id = $1')
  await recordLooks(team.worker, 3)
  expect(await sealAll(team.teamId, patience)).toBe(3)
  expect((await inspectTrail(team.teamId)).problems).toEqual([])
  await owner('delete from trail_heads where team_id = $1')
  await recordLooks(team.worker, 2)
  expect(await sealAll(team.teamId, patience)).toBe(2)
  expect((await inspectTrail(team.teamId)).problems).toEqual([])
})

test.each([
  ['its end was cut off', `delete from sealed_events where team_id = $1 and position >= ${secondSize}`],
  ['a leaf was changed', "update sealed_events set leaf = sha256('x') where team_id = $1 and position = 300"],
  [
    'its last checkpoint was changed',
    `update trail_checkpoints set root = sha256('x') where team_id = $1 and size = ${lastSize}`,
  ],
])('the sealer signs nothing over a trail of which %s', async (_how, statement) => {
  await owner(statement, 'delete from trail_heads where team_id = $1')
  await recordLooks(team.worker, 1)
  await expect(sealAll(team.teamId, patience)).rejects.toThrow(SealRefused)
})

test('another team’s trail is not affected', async () => {
  await owner(...tables.map((table) => `delete from ${table} where team_id = $1`))
  expect(await inspectTrail(other.teamId)).toMatchObject({ found: 0 })
})

test('thousands of problems are counted, and other kinds still listed', async () => {
  await owner(
    `update audit_events set channel = 'nowhere' where team_id = $1`,
    `delete from trail_checkpoints where team_id = $1 and size = ${secondSize}`,
  )
  const { found, problems } = await inspectTrail(team.teamId)
  expect(found).toBeGreaterThan(310)
  expect(problems.length).toBeLessThanOrEqual(100)
  expect(problems.map(({ kind }) => kind)).toContain('chain_broken')
  expect(problems[0]).toMatchObject({ kind: 'entry_changed', position: 0 })
})

test('the app itself can do none of it', async () => {
  for (const table of ['audit_events', 'sealed_events', 'trail_tiles', 'trail_checkpoints']) {
    for (const statement of [`update ${table} set team_id = team_id`, `delete from ${table}`, `truncate ${table}`]) {
      await expect(database().execute(sql.raw(statement))).rejects.toThrow()
    }
  }
})
