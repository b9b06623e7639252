import { expect, test } from 'vitest'
import { database } from '@/lib/db/client'
import { loggable } from '@/lib/log'
import { useTestDatabase } from './support/database'
import { makeTeam } from './support/people'
import { openTestCase, storedFile } from './support/rows'

useTestDatabase()

test('what is logged of a failed query holds nothing that was entered', async () => {
  const team = await makeTeam()
  const file = storedFile(team.teamId, { filename: 'a-secret-name.png' })
  await openTestCase(team.moderator, { file, title: 'a-secret-name.png' })
  const error = await openTestCase(team.moderator, { file, title: 'a-secret-name.png' }).catch(
    (caught: unknown) => caught,
  )
  expect(String((error as Error).message)).toContain('a-secret-name')
  const logged = JSON.stringify(loggable(error))
  expect(logged).not.toContain('a-secret-name')
  expect(logged).toContain('23505')
  expect(database()).toBeDefined()
})
