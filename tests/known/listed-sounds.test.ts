import path from 'node:path'
import { expect, test } from 'vitest'
import { packFingerprint } from '@/lib/engine/sound/packed-fingerprint'
import { changeEntry } from '@/lib/known/change-entry'
import { exportList } from '@/lib/known/export-list'
import { judgeMatch } from '@/lib/known/judge-match'
import { listEntries, listKnown } from '@/lib/known/list-known'
import { removeList } from '@/lib/known/remove-list'
import { mostListedSeconds, mostListedSounds } from '@/lib/known/search-listed-sounds'
import { redactResult } from '@/lib/retention/redact-result'
import { useTestDatabase } from '../support/database'
import { openFingerprinted, runAgain } from '../support/known-media'
import { bringSounds, listenTo, madeUp, printed, recording } from '../support/known-sounds'
import { useMedia } from '../support/media'
import { makeTeam } from '../support/people'
import { transcode } from '../support/transcode'

const db = useTestDatabase()
const media = useMedia()

const known = ({ judged }: Awaited<ReturnType<typeof openFingerprinted>>) =>
  judged.evidence.filter(({ check }) => check === 'match.known')

async function encodedAnew(filter?: string) {
  const to = path.join(await media.newFolder(), 'again.mp3')
  return transcode(recording('recorded'), to, { encoder: 'libmp3lame', bitrate: 48_000, ...(filter && { filter }) })
}

test('a recording that was encoded anew matches the entry that fpcalc printed; another does not', async () => {
  const team = await makeTeam()
  await bringSounds(team, { 'A call': printed('recorded'), 'Another call': printed('flite-slt') })
  const again = await openFingerprinted(team, await listenTo(media, await encodedAnew()))
  expect(known(again)).toMatchObject([
    // The same sound can lie under other pictures, so it moves nothing.
    { status: 'hit', points: 'context', llr: 0, strong: false, facts: { known: 'list', how: 'sound' } },
  ])
  expect(known(again)[0]?.explain).toMatch(
    /^It matches “A call” of the list “Calls”, which is listed as fake: the same sound over 1\d seconds \([6-9]\d % alike\), here from 0 s, there from 0 s\.$/,
  )
  expect(again.judged.verdict.label).toBe('Neutral/Uncertain')
  const other = await openFingerprinted(team, await listenTo(media, recording('espeak')))
  expect(known(other)).toMatchObject([{ status: 'clear' }])
})

test('of a part of it the seconds are named, here and there; also where only a part was listened to', async () => {
  const team = await makeTeam()
  await bringSounds(team, { 'A call': printed('recorded') })
  const part = await openFingerprinted(
    team,
    await listenTo(media, await encodedAnew('atrim=start=6,asetpts=PTS-STARTPTS')),
  )
  expect(known(part)[0]?.explain).toMatch(/here from 0 s, there from 6 s\.$/)
  expect(known(part)[0]?.facts).toMatchObject({ fromSecond: 0, theirSecond: 6 })
  const region = await openFingerprinted(team, await listenTo(media, recording('recorded'), { startRegion: 6 }))
  expect(known(region)[0]?.facts).toMatchObject({ fromSecond: 6, theirSecond: 6 })
})

test('an entry that is refuted, over, or of a list that was removed matches nothing', async () => {
  const team = await makeTeam()
  const { listId } = await bringSounds(team, { 'A call': printed('recorded') })
  const heard = await listenTo(media, recording('recorded'))
  const { caseId } = await openFingerprinted(team, heard)
  const status = async () => (await runAgain(team, caseId, heard)).status
  const [entry] = await listEntries(team.manager, {})
  const entryId = entry?.id ?? ''
  expect(await status()).toBe('hit')
  await changeEntry(team.admin, { entryId, to: 'refuted', reason: 'It is the real call.' })
  expect(await status()).toBe('not_applicable')
  await changeEntry(team.admin, { entryId, to: 'confirmed' })
  expect(await status()).toBe('hit')
  await judgeMatch(team.moderator, { caseId, knownId: entryId, judgement: 'different', reason: 'Another voice.' })
  expect(await status()).toBe('not_applicable')
  await judgeMatch(team.moderator, { caseId, knownId: entryId, judgement: null })
  expect(await status()).toBe('hit')
  await changeEntry(team.admin, { entryId, to: 'expired' })
  expect(await status()).toBe('not_applicable')
  await bringSounds(team, { 'A call': printed('recorded') }, { name: 'Again' })
  expect(await status()).toBe('hit')
  await removeList(team.admin, { listId })
  const [left] = (await listKnown(team.manager, {})).lists
  await removeList(team.admin, { listId: left?.id ?? '' })
  expect(await status()).toBe('not_applicable')
})

test('what must not be kept is compared, and which entry it matched is not kept', async () => {
  const team = await makeTeam()
  await bringSounds(team, { 'A call': printed('recorded') })
  const { judged } = await openFingerprinted(team, await listenTo(media, recording('recorded')))
  const [kept] = redactResult(judged).evidence.filter(({ check }) => check === 'match.known')
  expect(kept).toMatchObject({ status: 'hit', facts: {} })
  expect(JSON.stringify(kept)).not.toMatch(/call|seconds|sound/i)
})

test('lists of another team, and hashes that are no sound, match no sound', async () => {
  const [team, theirs] = [await makeTeam(), await makeTeam()]
  await bringSounds(theirs, { 'A call': printed('recorded') })
  const heard = await listenTo(media, recording('recorded'))
  expect(known(await openFingerprinted(team, heard))).toMatchObject([{ status: 'not_applicable' }])
})

test('long fingerprints are kept whole, found by how they begin, and exported as they came', async () => {
  const team = await makeTeam()
  const long = packFingerprint(madeUp(3, 29_000))
  expect(long.length).toBeGreaterThan(100_000)
  const { listId } = await bringSounds(team, { 'A call': printed('recorded'), Long: long })
  expect(await listEntries(team.manager, { search: long.slice(0, 24) })).toMatchObject([
    { kind: 'chromaprint', hash: long.slice(0, 64), label: 'Long', seconds: expect.closeTo(3590, 0) },
  ])
  expect(await listEntries(team.manager, { search: long.slice(0, 24).toLowerCase() })).toEqual([])
  const { csv } = await exportList(team.admin, { listId })
  await removeList(team.admin, { listId })
  const again = await bringSounds(team, {}, { text: csv })
  expect(again.entries).toBe(2)
  expect((await exportList(team.admin, { listId: again.listId })).csv).toBe(csv)
})

test('more sound than can be compared is refused, also together with what is there, and nothing is kept', async () => {
  const team = await makeTeam()
  const few = Object.fromEntries(Array.from({ length: 2 }, (_, n) => [`${n}`, packFingerprint(madeUp(n, 60))]))
  const { listId } = await bringSounds(team, few)
  const add = (count: number, seconds: number) => db.owner`
    insert into known_media (team_id, list_id, kind, hash, seconds, what)
    select ${team.teamId}, ${listId}, 'chromaprint', ${`of ${seconds} s, `} || n, ${seconds}, 'fake' from generate_series(1, ${count}) n`
  const bringMore = () => bringSounds(team, few, { name: 'More' }).catch((error: unknown) => error)
  await add(mostListedSounds - 3, 5)
  expect(await bringMore()).toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('would hold 10,001 fingerprints of'),
  })
  expect((await listKnown(team.manager, {})).lists).toMatchObject([{ entries: mostListedSounds - 1 }])
  await db.owner`delete from known_media where team_id = ${team.teamId} and seconds = 5`
  await add(1, mostListedSeconds - 29)
  expect(await bringMore()).toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('of 351 hours of sound; 10,000 of 350 hours can be compared'),
  })
  await db.owner`delete from known_media where team_id = ${team.teamId} and seconds > 3600`
  expect(await bringMore()).toMatchObject({ entries: 2 })
})
