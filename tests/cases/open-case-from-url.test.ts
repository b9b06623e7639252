import { expect, test } from 'vitest'
import { openCaseFromUrl } from '@/lib/cases/open-case-from-url'
import { DetectionParameters } from '@/lib/detect/request'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

useTestDatabase()

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
