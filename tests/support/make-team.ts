import { execFileSync } from 'node:child_process'
import { keepKey, people } from './desk'

/** Makes what 10-main-path makes by hand: the team, its people but the colleague, and its key; in the product on `folder`. */
export function makeTeam(folder: string): void {
  const docket = (password: string, ...words: string[]) =>
    execFileSync(process.execPath, ['bin/docket.mjs', ...words], {
      encoding: 'utf8',
      env: { ...process.env, DATA_DIR: folder, DOCKET_PASSWORD: password, LOG_LEVEL: 'silent' },
    })
  const { admin, moderator, manager } = people
  docket(admin.password, 'setup', '--team', 'Newsroom', '--name', admin.name, '--email', admin.email)
  for (const [{ name, email, password }, role] of [
    [moderator, 'moderator'],
    [manager, 'manager'],
  ] as const)
    docket(password, 'member', 'add', '--team', 'Newsroom', '--name', name, '--email', email, '--role', role)
  keepKey(docket('', 'key', 'create', '--team', 'Newsroom', '--name', 'ingest').trim())
}
