import { execFile } from 'node:child_process'
import { beforeAll, expect, test } from 'vitest'
import { checkInvitation } from '@/lib/teams/check-invitation'
import { listMembers } from '@/lib/teams/list-members'
import { dataFolder } from '../../support/data-folder'
import { useTestDatabase } from '../../support/database'
import { makeTeam, type TestTeam } from '../../support/people'

const db = useTestDatabase()
let team: TestTeam

beforeAll(async () => {
  team = await makeTeam()
})

/** The real command in a process of its own, on this file's database. */
function docket(...words: string[]) {
  return run('member', ...words)
}

function run(...words: string[]): Promise<{ code: number; out: string; errors: string }> {
  const env = { ...process.env, DATA_DIR: dataFolder, DATABASE_URL: db.ownerUrl }
  return new Promise((resolve) =>
    execFile(process.execPath, ['bin/docket.mjs', ...words], { env }, (error, out, errors) =>
      resolve({ code: error ? Number(error.code) : 0, out, errors }),
    ),
  )
}

test('member invite prints a link, alone, that is open', { timeout: 60_000 }, async () => {
  const { code, out } = await docket('invite', '--team', team.name, '--role', 'manager', '--email', 'Nia@example.test')
  expect(code).toBe(0)
  expect(out).toMatch(/^http\S+\/invite\/[\w-]{43}\n$/)
  expect(await checkInvitation(out.trim().split('/').at(-1) ?? '')).toMatchObject({
    state: 'open',
    role: 'manager',
    email: 'nia@example.test',
    invitedBy: null,
  })
})

test('member role, deactivate, list and remove', { timeout: 120_000 }, async () => {
  const who = ['--team', team.name, '--email', team.moderator.email.toUpperCase()]
  expect((await docket('role', ...who, '--role', 'manager')).out).toContain('is a manager of')
  expect((await docket('deactivate', ...who)).out).toContain('cannot sign in to it')
  const listed = await docket('list', '--team', team.name)
  expect(listed.out.split('\n')).toContain(`${team.moderator.email}\tmanager\tdeactivated\tMo Moderator`)
  expect(listed.out).toContain(`${team.admin.email}\tadmin\tactive\tAda Admin`)
  expect((await docket('remove', ...who)).out).toContain('is no longer in')
  expect((await listMembers(team.admin, {})).map(({ email }) => email)).not.toContain(team.moderator.email)
})

test('member unlink says what is so now, and refuses where there is no link', { timeout: 120_000 }, async () => {
  const { memberId, email } = team.manager
  await db.owner`insert into oidc_identities (issuer, subject, member_id) values ('https://id.example.test', 'max', ${memberId})`
  const done = await docket('unlink', '--email', email.toUpperCase())
  expect(done).toMatchObject({ code: 0 })
  expect(done.out).toContain(`${email} is unlinked from https://id.example.test`)
  expect(done.out).toContain('Their password is as it was')
  const again = await docket('unlink', '--email', email)
  expect(again).toMatchObject({ code: 1 })
  expect(again.errors + again.out).toContain('linked to no identity provider')
  expect(await docket('unlink')).toMatchObject({ code: 2 })
})

test('what cannot be is said, with an exit code', { timeout: 120_000 }, async () => {
  const last = await docket('remove', '--team', team.name, '--email', team.admin.email)
  expect(last).toMatchObject({ code: 1 })
  expect(last.errors + last.out).toContain('last admin')
  const nobody = await docket('deactivate', '--team', team.name, '--email', 'nobody@example.test')
  expect(nobody).toMatchObject({ code: 1 })
  expect(nobody.errors + nobody.out).toContain('has the e-mail nobody@example.test')
  expect(await docket('role', '--team', team.name, '--email', team.manager.email, '--role', 'king')).toMatchObject({
    code: 2,
  })
  expect(await docket('invite', '--team', team.name)).toMatchObject({ code: 2 })
})

test('a password for an account that has its own is not used, and that is said', { timeout: 120_000 }, async () => {
  const other = await makeTeam()
  const given = ['--email', other.moderator.email, '--name', 'Else', '--password', 'owls over the harbour']
  const kept = 'name and password stay as they were'
  expect((await docket('add', '--team', team.name, '--role', 'moderator', ...given)).out).toContain(kept)
  expect((await run('setup', '--team', `${team.name} two`, ...given)).out).toContain(kept)
  const fresh = ['--email', 'fresh@example.test', ...given.slice(2)]
  expect((await run('setup', '--team', `${team.name} three`, ...fresh)).out).not.toContain(kept)
})
