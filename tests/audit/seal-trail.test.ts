import '../support/data-folder'
import crypto from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { checkSignature, noPrevious, noteHash, parseCheckpoint } from '@/lib/audit/checkpoint'
import { entryLeaf } from '@/lib/audit/entry'
import { proveInclusion, readTree } from '@/lib/audit/inclusion'
import { rootFromProof, rootOf } from '@/lib/audit/merkle'
import { sealAll, sealTrail, teamsToSeal } from '@/lib/audit/seal-trail'
import { acceptedKeys } from '@/lib/audit/signing-key'
import { startSealer } from '@/lib/audit/start-sealer'
import { inspectTrail } from '@/lib/audit/verify-trail'
import { withTeam } from '@/lib/db/client'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { growTrail, patience, recordLooks } from '../support/trail'

const db = useTestDatabase()
let team: TestTeam

beforeEach(async () => {
  team = await makeTeam()
})

const checkpoints = async () => {
  const rows = await db.owner<{ note: string }[]>`
    select note from trail_checkpoints where team_id = ${team.teamId} order by size`
  return rows.map(({ note }) => note)
}
const eventCount = async (): Promise<number> => {
  const [row] = await db.owner`select count(*)::int as count from audit_events where team_id = ${team.teamId}`
  return row!.count
}

test('seals what was recorded, in one checkpoint, and nothing twice', async () => {
  expect(await teamsToSeal()).toContain(team.teamId)
  const events = await eventCount()
  expect(await sealAll(team.teamId, patience)).toBe(events)
  expect(await teamsToSeal()).not.toContain(team.teamId)
  expect(await sealAll(team.teamId, patience)).toBe(0)
  const notes = await checkpoints()
  expect(notes).toHaveLength(1)
  const note = parseCheckpoint(notes[0]!)!
  expect(note).toMatchObject({ teamId: team.teamId, size: events, previous: noPrevious })
  expect(checkSignature(note, acceptedKeys())).toBe('valid')
  expect(await inspectTrail(team.teamId)).toMatchObject({ problems: [], entries: events })
})

test('each checkpoint names the one before', async () => {
  await growTrail(team.worker, 1, 2, 3)
  const notes = await checkpoints()
  expect(notes).toHaveLength(3)
  expect(parseCheckpoint(notes[1]!)?.previous).toBe(noteHash(notes[0]!))
  expect(parseCheckpoint(notes[2]!)?.previous).toBe(noteHash(notes[1]!))
})

test('thousands are sealed in batches', async () => {
  for (let part = 0; part < 3; part++) await recordLooks(team.worker, 3_000)
  const events = await eventCount()
  expect(await sealAll(team.teamId, patience)).toBe(events)
  expect(await checkpoints()).toHaveLength(3)
  const [{ tiles }] = (await db.owner`
    select count(*)::int as tiles from trail_tiles where team_id = ${team.teamId}`) as unknown as [{ tiles: number }]
  expect(tiles).toBe(Math.floor(events / 256))
  expect(await inspectTrail(team.teamId)).toMatchObject({ problems: [], entries: events })
})

test('what an open transaction may still put before it is not sealed', async () => {
  await sealAll(team.teamId, patience)
  const open = await db.owner.reserve()
  await open`begin`
  await open`select pg_current_xact_id()`
  await recordLooks(team.worker, 2)
  expect(await sealTrail(team.teamId)).toBe(0)
  expect(await sealAll(team.teamId, 50)).toBe(0)
  await open`insert into audit_events (team_id, type, actor_kind, channel, facts, leaf)
    values (${team.teamId}, 'view.saved', 'worker', 'worker', '{}', ${crypto.randomBytes(32)})`
  await open`commit`
  open.release()
  expect(await sealAll(team.teamId, patience)).toBe(3)
  const rows =
    await db.owner`select e.type from sealed_events s join audit_events e on e.team_id = s.team_id and e.id = s.event_id
    where s.team_id = ${team.teamId} order by s.position desc limit 3`
  expect(rows.map(({ type }) => type)).toEqual(['case.viewed', 'case.viewed', 'view.saved'])
})

test('several sealers at once and many writers: no gap, nothing twice', async () => {
  const stops = [startSealer(), startSealer(), startSealer()]
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let turn = 0; turn < 10; turn++) await recordLooks(team.worker, 1 + (turn % 3))
    }),
  )
  const sealing = Array.from({ length: 6 }, () => sealTrail(team.teamId))
  await Promise.all(sealing)
  await Promise.all(stops.map((stop) => stop()))
  await sealAll(team.teamId, patience)
  expect(await inspectTrail(team.teamId)).toMatchObject({ problems: [], entries: await eventCount(), waiting: 0 })
})

test('the sealer finds new events by itself', async () => {
  const stop = startSealer()
  try {
    await recordLooks(team.worker, 2)
    const events = await eventCount()
    const sealed = async () => parseCheckpoint((await checkpoints()).at(-1) ?? '')?.size
    for (let waited = 0; waited < 50 && (await sealed()) !== events; waited++) await pause(100)
    expect(await sealed()).toBe(events)
  } finally {
    await stop()
  }
})

test('events from before the trail was sealed are hashed as they are', async () => {
  await db.owner`insert into audit_events (team_id, type, actor_kind, channel, facts, txid)
    values (${team.teamId}, 'case.decided', 'worker', 'worker', '{"reason":"plain"}', 3)`
  await sealAll(team.teamId, patience)
  const [row] = await db.owner`select s.leaf as sealed, e.* from sealed_events s
    join audit_events e on e.team_id = s.team_id and e.id = s.event_id where s.team_id = ${team.teamId} and s.position = 0`
  const { team_id: teamId, created_at: at, actor_kind: actorKind, actor_id: actorId, case_id: caseId, ...rest } = row!
  const leaf = entryLeaf({
    ...(rest as never as Parameters<typeof entryLeaf>[0]),
    teamId,
    at,
    actorKind,
    actorId,
    caseId,
  })
  expect(row!.sealed).toEqual(leaf)
  expect((await inspectTrail(team.teamId)).problems).toEqual([])
})

test('a hash of another length that was put in by hand spoils no other entry, and is named', async () => {
  await recordLooks(team.worker, 3)
  await db.owner`insert into audit_events (team_id, type, actor_kind, channel, facts, leaf)
    values (${team.teamId}, 'view.saved', 'worker', 'worker', '{}', ${Buffer.from('short')})`
  await recordLooks(team.worker, 3)
  await sealAll(team.teamId, patience)
  const { problems, entries } = await inspectTrail(team.teamId)
  expect(problems).toMatchObject([{ kind: 'entry_unhashed', position: entries - 4 }])
})

test('a database that was restored on another server goes on, and leaves nothing out', async () => {
  await growTrail(team.worker, 300)
  // As after a restore: all numbers are those of a server that was far ahead, and one event was not sealed there yet.
  const far = 4_000_000_000
  await recordLooks(team.worker, 1)
  await db.owner`alter table audit_events disable trigger user`
  await db.owner`update audit_events set txid = txid + ${far} where team_id = ${team.teamId}`
  await db.owner`update trail_heads set last_txid = last_txid + ${far} where team_id = ${team.teamId}`
  expect(await teamsToSeal()).toContain(team.teamId)
  expect(await sealAll(team.teamId, patience)).toBe(1)
  expect(await teamsToSeal()).not.toContain(team.teamId)
  await recordLooks(team.worker, 2)
  expect(await sealAll(team.teamId, patience)).toBe(2)
  expect(await inspectTrail(team.teamId)).toMatchObject({ problems: [], waiting: 0 })
})

test('looking for unsealed events walks through no trail', async () => {
  await growTrail(team.worker, 5_000)
  await db.owner`analyze audit_events`
  const [found] = await db.owner`select prosrc from pg_proc where proname = 'teams_to_seal'`
  const plan = await db.owner.unsafe(`explain ${found!.prosrc}`)
  const text = plan.map((row) => row['QUERY PLAN']).join('\n')
  expect(text).toContain('audit_events_txid')
  expect(text).not.toContain('Seq Scan on audit_events')
})

test('looking for unsealed events uses up no transaction number', async () => {
  await recordLooks(team.worker, 1)
  const [row] = await db.owner.begin(async (tx) => {
    await tx`select teams_to_seal()`
    return tx`select pg_current_xact_id_if_assigned()::text as used`
  })
  expect(row).toEqual({ used: null })
})

test('every entry of a tree can be proved, in trees of every kind of size', async () => {
  await growTrail(team.worker, 600, 1, 200)
  const sizes = (await checkpoints()).map((note) => parseCheckpoint(note)!)
  await withTeam(team.teamId, async (tx) => {
    for (const { size, root } of sizes) {
      const tree = await readTree(tx, team.teamId, size)
      expect(rootOf(await tree.grown(tx))).toEqual(root)
      for (const position of [0, 1, 255, 256, 257, 511, 512, 599, size - 2, size - 1].filter((one) => one < size)) {
        const [row] = await tx.execute<{ leaf: string }>(sql`
          select encode(leaf, 'hex') as leaf from sealed_events where team_id = ${team.teamId} and position = ${position}`)
        const proof = await tree.prove(tx, position)
        expect(rootFromProof(Buffer.from(row!.leaf, 'hex'), position, size, proof)).toEqual(root)
        expect(await proveInclusion(tx, team.teamId, position, size)).toEqual(proof)
      }
      await expect(tree.prove(tx, size)).rejects.toThrow(RangeError)
    }
    await expect(proveInclusion(tx, team.teamId, 5, 100_000)).rejects.toThrow(RangeError)
  })
})

test('a team sees and seals its own trail only', async () => {
  const other = await makeTeam()
  await recordLooks(other.worker, 3)
  await sealAll(team.teamId, patience)
  expect(await teamsToSeal()).toContain(other.teamId)
  const rows = await db.owner`select 1 from sealed_events where team_id = ${other.teamId}`
  expect(rows).toHaveLength(0)
})
