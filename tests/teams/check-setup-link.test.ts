import { expect, test } from 'vitest'
import { checkSetupLink } from '@/lib/teams/check-setup-link'
import { createSetupLink } from '@/lib/teams/create-setup-link'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'

const db = useTestDatabase()

test('what a set-up link is worth, without using it up', async () => {
  const token = new URL((await createSetupLink()) ?? '').searchParams.get('token') ?? ''
  expect(await checkSetupLink(token)).toBe('open')
  expect(await checkSetupLink(token)).toBe('open')
  expect(await checkSetupLink('guess')).toBe('unknown')
  expect(await checkSetupLink('')).toBe('unknown')
  await db.owner`update setup_links set used_at = now()`
  expect(await checkSetupLink(token)).toBe('used')
  await makeTeam()
  expect(await checkSetupLink(token)).toBe('done')
})
