import { expect, test } from 'vitest'
import { changeEntry } from '@/lib/known/change-entry'
import { exportList } from '@/lib/known/export-list'
import { importList } from '@/lib/known/import-list'
import { listEntries, listKnown } from '@/lib/known/list-known'
import { removeList } from '@/lib/known/remove-list'
import { switchMatching } from '@/lib/known/switch-matching'
import { useTestDatabase } from '../support/database'
import { another, bridge, bridgeAgain, openDecided, openFingerprinted, picture } from '../support/known-media'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { storedFile } from '../support/rows'

const db = useTestDatabase()
const sha = 'cd'.repeat(32)
const text = `hash,kind,what,label\n${bridge},pdq,fake,Lunar hoax\n${sha},sha256,authentic,The original\n${another},pdq,noted,A meme`

const bring = (team: TestTeam, change: Partial<Parameters<typeof importList>[1]> = {}) =>
  importList(team.admin, {
    name: 'Partners',
    source: 'The partners',
    licence: 'internal',
    otherwise: 'fake',
    text,
    ...change,
  })

const matches = async (team: TestTeam, pdq: string, sha256?: string) => {
  const opened = await openFingerprinted(team, picture(pdq), {
    file: storedFile(team.teamId, sha256 ? { sha256 } : {}),
  })
  return { ...opened, found: opened.judged.evidence.filter(({ check }) => check === 'match.known') }
}

const events = (team: TestTeam, type: string) =>
  db.owner<{ facts: object }[]>`select facts from audit_events where team_id = ${team.teamId} and type = ${type}`

test('a list is brought, matched, shown, exported and removed', async () => {
  const team = await makeTeam()
  const { listId, entries } = await bring(team)
  expect(entries).toBe(3)
  expect(await events(team, 'known_list.imported')).toMatchObject([{ facts: { listId, name: 'Partners', entries: 3 } }])
  expect(await listKnown(team.manager, {})).toMatchObject({
    matchCases: true,
    lists: [{ id: listId, name: 'Partners', source: 'The partners', entries: 3, resting: 0, importedBy: 'Ada Admin' }],
  })
  const fake = await matches(team, bridgeAgain)
  expect(fake.judged.verdict.label).toBe('Fake')
  expect(fake.found).toMatchObject([{ points: 'synthetic', strong: true, facts: { known: 'list' } }])
  expect(fake.found[0]?.explain).toContain('“Lunar hoax” of the list “Partners”, which is listed as fake')
  const original = await matches(team, '0f'.repeat(32), sha)
  expect(original.judged.verdict.label).toBe('Real')
  const meme = await matches(team, another)
  expect(meme.found).toMatchObject([{ status: 'hit', points: 'context', strong: false, llr: 0 }])
  expect(meme.judged.verdict.label).toBe('Neutral/Uncertain')

  const { csv } = await exportList(team.admin, { listId })
  await removeList(team.admin, { listId })
  expect((await matches(team, bridge)).found).toMatchObject([{ status: 'not_applicable' }])
  expect((await listKnown(team.manager, {})).lists).toEqual([])
  await bring(team, { text: csv })
  expect(await listEntries(team.manager, { search: 'LUNAR' })).toMatchObject([
    { hash: bridge, what: 'fake', label: 'Lunar hoax', state: 'active', same: 0, different: 0 },
  ])
  await expectRefusal(exportList(team.admin, { listId }), 'not_found')
  await expectRefusal(removeList(team.admin, { listId }), 'not_found')
})

test('what a list says of how media was made is kept, exported and judged so; as fake it says no more than that', async () => {
  const team = await makeTeam()
  const said = `hash,kind,what\n${bridge},pdq,manipulated\n${another},pdq,synthetic\n${sha},sha256,fake`
  const { listId } = await bring(team, { text: said, otherwise: 'noted' })
  const edited = await matches(team, bridgeAgain)
  expect(edited.found).toMatchObject([{ points: 'manipulated', strong: true, facts: { as: 'manipulated' } }])
  expect(edited.found[0]?.explain).toContain('which is listed as manipulated')
  expect(edited.judged.verdict).toMatchObject({ label: 'Fake', synthetic: 0.5 })
  expect(edited.judged.verdict.manipulated).toBeGreaterThan(0.9)
  const made = await matches(team, another)
  expect(made.found).toMatchObject([{ points: 'synthetic', facts: { as: 'synthetic' } }])
  expect(made.found[0]?.explain).toContain('which is listed as synthetic')
  const fake = await matches(team, '0f'.repeat(32), sha)
  expect(fake.found).toMatchObject([{ points: 'synthetic', facts: { as: 'fake' } }])
  expect(fake.found[0]?.doesNotShow).toContain('It may have been edited rather than made by a machine')
  const { csv } = await exportList(team.admin, { listId })
  await removeList(team.admin, { listId })
  await bring(team, { text: csv, otherwise: 'noted' })
  expect((await listEntries(team.manager, {})).map(({ what }) => what).toSorted()).toEqual([
    ...['fake', 'manipulated', 'synthetic'],
  ])
})

test('all rows or none: what cannot be read is named, and nothing is kept', async () => {
  const team = await makeTeam()
  const refused = await bring(team, { text: `${text}\nzz,pdq,fake,x` }).catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 'bad_request', fields: { file: ['Row 5: Its hash is not 64 hex digits.'] } })
  expect((await listKnown(team.manager, {})).lists).toEqual([])
  expect(await events(team, 'known_list.imported')).toEqual([])
  await expectRefusal(bring(team, { text: 'hash\n' }), 'bad_request')
  await expectRefusal(bring(team, { name: ' ' }), 'bad_request')
  await bring(team)
  await expectRefusal(bring(team, { name: 'PARTNERS' }), 'conflict')
})

test('an entry that is refuted or over matches nothing; one that is confirmed does again', async () => {
  const team = await makeTeam()
  await bring(team, { text: `hash,expires\n${bridge},\n${another},2020-01-01` })
  expect((await matches(team, another)).found).toMatchObject([{ status: 'clear' }])
  const [entry] = await listEntries(team.manager, { search: bridge })
  const entryId = entry?.id ?? ''
  await expectRefusal(changeEntry(team.admin, { entryId, to: 'refuted' }), 'bad_request')
  await changeEntry(team.admin, { entryId, to: 'refuted', reason: 'It is the real bridge.' })
  expect((await matches(team, bridge)).found).toMatchObject([{ status: 'not_applicable' }])
  expect(await listEntries(team.manager, { search: bridge })).toMatchObject([
    { state: 'refuted', reason: 'It is the real bridge.' },
  ])
  const [list] = (await listKnown(team.manager, {})).lists
  const { csv } = await exportList(team.admin, { listId: list?.id ?? '' })
  const again = await makeTeam()
  await bring(again, { text: csv })
  expect((await matches(again, bridge)).found).toMatchObject([{ status: 'not_applicable' }])
  expect(await listEntries(again.manager, { search: bridge })).toMatchObject([
    { state: 'refuted', reason: 'It is the real bridge.' },
  ])
  await changeEntry(team.admin, { entryId, to: 'confirmed' })
  expect((await matches(team, bridge)).found).toMatchObject([{ status: 'hit' }])
  await changeEntry(team.admin, { entryId, to: 'expired' })
  expect((await matches(team, bridge)).found).toMatchObject([{ status: 'not_applicable' }])
  expect(await events(team, 'known_media.refuted')).toHaveLength(1)
  expect(await events(team, 'known_media.confirmed')).toHaveLength(1)
  expect(await events(team, 'known_media.expired')).toHaveLength(1)
})

test('an admin can switch off that decided cases are matched; lists are matched all the same', async () => {
  const team = await makeTeam()
  await openDecided(db, team, picture(bridge))
  await switchMatching(team.admin, { matchCases: false })
  expect((await matches(team, bridge)).found).toMatchObject([{ status: 'not_applicable' }])
  await bring(team)
  expect((await matches(team, bridge)).found).toMatchObject([{ facts: { known: 'list' } }])
  await switchMatching(team.admin, { matchCases: true })
  await switchMatching(team.admin, { matchCases: true })
  expect((await matches(team, bridge)).found.map(({ facts }) => facts.known).toSorted()).toEqual(['case', 'list'])
  expect(await events(team, 'known_media.switched')).toHaveLength(2)
})

test('managers read, admins change, moderators neither; another team’s lists are not there', async () => {
  const team = await makeTeam()
  const { listId } = await bring(team)
  const [entry] = await listEntries(team.manager, {})
  const entryId = entry?.id ?? ''
  await expectRefusal(listKnown(team.moderator, {}), 'forbidden')
  await expectRefusal(listEntries(team.moderator, {}), 'forbidden')
  await expectRefusal(importList(team.manager, { name: 'x', otherwise: 'fake', text }), 'forbidden')
  await expectRefusal(removeList(team.manager, { listId }), 'forbidden')
  await expectRefusal(exportList(team.manager, { listId }), 'forbidden')
  await expectRefusal(changeEntry(team.manager, { entryId, to: 'confirmed' }), 'forbidden')
  await expectRefusal(switchMatching(team.manager, { matchCases: false }), 'forbidden')
  const theirs = await makeTeam()
  await expectRefusal(removeList(theirs.admin, { listId }), 'not_found')
  await expectRefusal(exportList(theirs.admin, { listId }), 'not_found')
  await expectRefusal(changeEntry(theirs.admin, { entryId, to: 'confirmed' }), 'not_found')
  expect(await listEntries(theirs.admin, { listId })).toEqual([])
  expect((await matches(theirs, bridge)).found).toMatchObject([{ status: 'not_applicable' }])
})
