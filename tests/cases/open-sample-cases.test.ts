import '../support/data-folder'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { listQueue } from '@/lib/cases/list-queue'
import { openSampleCases } from '@/lib/cases/open-sample-cases'
import { mediaFiles } from '../support/data-folder'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

useTestDatabase()

const answers: { file: string; mediaType: string }[] = JSON.parse(
  readFileSync('tests/media/known-answers.json', 'utf8'),
)

test('each sample is a case of its kind, and asking twice opens none twice and leaves no file behind', async () => {
  const team = await makeTeam()
  const { numbers } = await openSampleCases(team.moderator)
  const { rows } = await listQueue(team.moderator, {})
  expect(rows.map((row) => [row.title, row.mediaType, row.source]).sort()).toEqual(
    answers.map((answer) => [answer.file, answer.mediaType, 'sample']).sort(),
  )
  expect(mediaFiles()).toHaveLength(answers.length)
  expect(await openSampleCases(team.admin)).toEqual({ numbers })
  expect(mediaFiles()).toHaveLength(answers.length)
})

test('a key without the scope opens none', async () => {
  const team = await makeTeam()
  const key = { kind: 'api-key', teamId: team.teamId, keyId: team.teamId, scopes: ['read'] } as const
  await expectRefusal(openSampleCases({ ...key, scopes: [...key.scopes] }), 'forbidden', /submit/)
})
