import { expect, test } from 'vitest'
import { openCaseFromUrl } from '@/lib/cases/open-case-from-url'
import { readCase } from '@/lib/cases/read-case'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { saveQueue } from '@/lib/queues/save-queue'
import { setRouting } from '@/lib/queues/set-routing'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()

const parameters = DetectionParameters.parse({})

test('a row sent twice is one case; without a key each is its own', async () => {
  const { moderator } = await makeTeam()
  const open = (idempotencyKey?: string, url = 'https://a.example/x.png') =>
    openCaseFromUrl(moderator, { url, parameters, idempotencyKey })
  const [first, twin] = await Promise.all([open('portal:1'), open('portal:1')])
  expect(twin.number).toBe(first.number)
  expect((await open('portal:2')).number).toBe(first.number + 1)
  expect((await open()).number).toBe(first.number + 2)
  expect((await open()).number).toBe(first.number + 3)
  await expectRefusal(open('portal:1', 'https://a.example/y.png'), 'conflict', /another request/)
})

test('an address that is too long once it is encoded', async () => {
  const { moderator } = await makeTeam()
  const url = `https://a.example/${'ß'.repeat(1500)}`
  await expectRefusal(openCaseFromUrl(moderator, { url, parameters }), 'bad_request', /^The URL is longer than 2,048/)
})

test('an address and its title are held to the same rules as over the API', async () => {
  const { moderator, worker } = await makeTeam()
  await expectRefusal(openCaseFromUrl(moderator, { url: 'https://localhost/a.png', parameters }), 'bad_request')
  await expectRefusal(openCaseFromUrl(worker, { url: 'https://a.example/a.png', parameters }), 'forbidden')
  // A name that turns the direction of text would read as another.
  const { number } = await openCaseFromUrl(moderator, { url: 'https://a.example/%E2%80%AEgnp.exe', parameters })
  expect((await readCase(moderator, { number })).case).toMatchObject({ title: 'gnp.exe', source: 'url' })
})

test('the language that is said at the hand-in stands in the case, and rules can go by it', async () => {
  const { moderator, admin, teamId } = await makeTeam()
  const { queueId } = await saveQueue(admin, { name: 'Português', ordering: 'oldest' })
  await setRouting(admin, { seen: [], rules: [{ queueId, conditions: { languages: ['pt'] } }] })
  const url = 'https://a.example/a.png'
  const said = await openCaseFromUrl(moderator, { url, parameters, language: 'pt-BR' })
  const unsaid = await openCaseFromUrl(moderator, { url, parameters })
  const queueOf = async (caseId: string) =>
    (await db.owner`select queue_id, language from cases where team_id = ${teamId} and id = ${caseId}`)[0]
  expect(await queueOf(said.caseId)).toEqual({ queue_id: queueId, language: 'pt-BR' })
  expect(await queueOf(unsaid.caseId)).toMatchObject({ language: null })
  await expectRefusal(openCaseFromUrl(moderator, { url, parameters, language: 'my neighbour' }), 'bad_request')
  // Another language is another request.
  await openCaseFromUrl(moderator, { url, parameters, idempotencyKey: 'portal:9', language: 'en' })
  const again = openCaseFromUrl(moderator, { url, parameters, idempotencyKey: 'portal:9', language: 'fr' })
  await expectRefusal(again, 'conflict', /another request/)
})
