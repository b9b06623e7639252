import { expect, test } from 'vitest'
import { openCasesFromUrls } from '@/lib/cases/open-cases-from-urls'
import { urlsInLot } from '@/lib/cases/url-lot'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
const parameters = DetectionParameters.parse({})
const items = (count: number) => Array.from({ length: count }, (_, i) => ({ url: `https://a.example/${i}.png` }))

test('each becomes a case of its own, in their order, and one that is refused holds back nobody', async () => {
  const { moderator, teamId } = await makeTeam()
  const asked = [
    { url: 'https://a.example/1.png' },
    { url: 'https://localhost/2.png' },
    { url: 'https://a.example/3.png' },
  ]
  const opened = await openCasesFromUrls(moderator, { items: asked, parameters, zeroRetention: true, language: 'pt' })
  expect(opened).toEqual([
    { ok: true, number: expect.any(Number) },
    { ok: false, message: expect.stringContaining('public') },
    { ok: true, number: expect.any(Number) },
  ])
  const rows = await db.owner`select zero_retention, language from cases where team_id = ${teamId}`
  expect(rows).toEqual(Array(2).fill({ zero_retention: true, language: 'pt' }))
})

test('the same key again is the same case', async () => {
  const { moderator } = await makeTeam()
  const once = { items: [{ url: 'https://a.example/1.png', key: 'portal:1' }], parameters }
  expect(await openCasesFromUrls(moderator, once)).toEqual(await openCasesFromUrls(moderator, once))
})

test('more than one request may hold, none, and who may not: nothing is done', async () => {
  const { moderator, worker, teamId } = await makeTeam()
  const tooMany = openCasesFromUrls(moderator, { items: items(urlsInLot + 1), parameters })
  await expectRefusal(tooMany, 'bad_request', /51 addresses; at most 50.*nothing was handed in. Send them in lots/)
  await expectRefusal(openCasesFromUrls(moderator, { items: [], parameters }), 'bad_request')
  await expectRefusal(openCasesFromUrls(worker, { items: items(1), parameters }), 'forbidden')
  expect(await db.owner`select 1 from cases where team_id = ${teamId}`).toEqual([])
  expect(await openCasesFromUrls(moderator, { items: items(urlsInLot), parameters })).toHaveLength(urlsInLot)
})
