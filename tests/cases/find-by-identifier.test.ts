import crypto from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { findByIdentifier } from '@/lib/cases/find-by-identifier'
import { parseIdentifier } from '@/lib/cases/identifier'
import { openCase } from '@/lib/cases/open-case'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { keyedDigest } from '@/lib/media/keyed-digest'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openTestCase, storedFile } from '../support/rows'

describe('parseIdentifier', () => {
  const hash = 'A'.repeat(64)
  const uuid = '0190f3d4-7f11-4c3b-8d8e-1f2a3b4c5d6e'
  it.each([
    ['12', { kind: 'number', number: 12 }],
    [' #12 ', { kind: 'number', number: 12 }],
    ['Case 12', { kind: 'number', number: 12 }],
    ['http://desk.example/cases/12?state=open', { kind: 'number', number: 12 }],
    ['https://desk.example/retention/7', { kind: 'number', number: 7 }],
    [uuid.toUpperCase(), { kind: 'uuid', uuid }],
    [uuid.replaceAll('-', ''), { kind: 'uuid', uuid }],
    [`https://desk.example/api/v2/detect/${uuid.replaceAll('-', '')}`, { kind: 'uuid', uuid }],
    [hash, { kind: 'sha256', sha256: hash.toLowerCase() }],
    [`sha256:${hash}`, { kind: 'sha256', sha256: hash.toLowerCase() }],
    ['HTTPS://Example.org/a.jpg', { kind: 'url', url: 'https://example.org/a.jpg' }],
  ])('reads %s', (text, identifier) => expect(parseIdentifier(text)).toEqual(identifier))
  it.each(['', 'photo.png', '0', '99999999999', 'abc', 'ftp://example.org/a', 'https://', 'a'.repeat(63)])(
    'finds none in %j',
    (text) => expect(parseIdentifier(text)).toBeNull(),
  )
})

describe('findByIdentifier', () => {
  const db = useTestDatabase()
  let team: TestTeam
  beforeEach(async () => {
    team = await makeTeam()
  })
  const found = async (text: string, actor = team.moderator) =>
    (await findByIdentifier(actor, { text })).map(({ number }) => number)

  it('finds a case by its number, its id and those of its runs', async () => {
    const { number, caseId, detectionId } = await openTestCase(team.admin)
    expect(await findByIdentifier(team.moderator, { text: `#${number}` })).toEqual([
      { number, title: 'photo.png', state: 'analysing', by: 'number' },
    ])
    expect(await found(caseId)).toEqual([number])
    expect(await found(detectionId.replaceAll('-', ''))).toEqual([number])
    expect(await found(crypto.randomUUID())).toEqual([])
    expect(await found('photo.png')).toEqual([])
  })

  it('finds every case of a file, the newest first', async () => {
    const sha256 = crypto.createHash('sha256').update('one').digest('hex')
    const one = await openTestCase(team.admin, { file: storedFile(team.teamId, { sha256 }) })
    const two = await openTestCase(team.admin, { file: storedFile(team.teamId, { sha256 }) })
    await openTestCase(team.admin)
    expect(await found(sha256.toUpperCase())).toEqual([two.number, one.number])
  })

  it('finds media that must not be kept through the keyed hash alone, also once it is gone', async () => {
    const sha256 = crypto.createHash('sha256').update('two').digest('hex')
    const { number, caseId } = await openTestCase(team.admin, { file: storedFile(team.teamId, { sha256 }) })
    const keyed = keyedDigest(team.teamId, sha256)
    await db.owner`update media set sha256 = ${keyed} where case_id = ${caseId}`
    expect(await found(sha256)).toEqual([number])
    await db.owner`update media set sha256 = '' where case_id = ${caseId}`
    expect(await found(sha256)).toEqual([])
    await db.owner`insert into seen_hashes (team_id, hash, case_id) values (${team.teamId}, ${keyed}, ${caseId})`
    expect(await found(sha256)).toEqual([number])
  })

  it('finds the cases that were opened from an address, and no other of that name', async () => {
    const open = (sourceUrl: string) =>
      openCase(team.admin, {
        source: 'url',
        title: 'a picture.jpg',
        sourceUrl,
        file: null,
        parameters: DetectionParameters.parse({}),
      })
    const { number } = await open('https://example.org/x/a%20picture.jpg')
    await open('https://example.org/y/a%20picture.jpg')
    expect(await found('https://EXAMPLE.org/x/a%20picture.jpg')).toEqual([number])
    expect(await found('https://example.org/x/a%20picture.jpg?size=2')).toEqual([])
  })

  it('shows nobody the cases of another team', async () => {
    const sha256 = crypto.createHash('sha256').update('three').digest('hex')
    const { caseId, detectionId, number } = await openTestCase(team.admin, {
      file: storedFile(team.teamId, { sha256 }),
    })
    const other = (await makeTeam()).admin
    for (const text of [caseId, detectionId, sha256, String(number)]) expect(await found(text, other)).toEqual([])
  })

  it('is refused to keys without the scope, and to texts beyond any address', async () => {
    const key = { kind: 'api-key', teamId: team.teamId, keyId: crypto.randomUUID(), scopes: ['submit'] } as never
    await expectRefusal(findByIdentifier(key, { text: '1' }), 'forbidden')
    await expectRefusal(findByIdentifier(team.moderator, { text: 'x'.repeat(2101) }), 'bad_request')
  })
})
