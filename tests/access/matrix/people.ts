import crypto from 'node:crypto'
import type { Member } from '@/lib/access/actor'
import { arriveWith, sessionCookie } from '../../support/browser-store'
import type { TestDatabase } from '../../support/database'
import { makeTeam, type TestTeam } from '../../support/people'

/** Who comes to a page, an action or a session's route. */
export const visitors = [
  'moderator',
  'manager',
  'admin',
  'signed out',
  'deactivated',
  'removed',
  'session ended',
  'without a second step',
] as const
export type Visitor = (typeof visitors)[number]

/** Opens a session as a sign-in would; `minutesAgo` they proved who they are. */
export async function openSession(
  { owner }: TestDatabase,
  { teamId, memberId }: Pick<Member, 'teamId' | 'memberId'>,
  { minutesAgo = 0, ended = false } = {},
): Promise<string> {
  const id = crypto.randomUUID()
  await owner`
    insert into sessions (id, team_id, member_id, expires_at, proved_at, revoked_at)
    values (${id}, ${teamId}, ${memberId}, now() + interval '1 hour', now() - ${minutesAgo} * interval '1 minute',
      ${ended ? new Date() : null})`
  return sessionCookie(id)
}

/** The cookie of each visitor to the team, made once. */
export async function cookiesOf(db: TestDatabase, team: TestTeam): Promise<Record<Visitor, string>> {
  const { owner } = db
  const strict = await makeTeam()
  await owner`update teams set require_second_step = true where id = ${strict.teamId}`
  const gone = await makeTeam()
  const { memberId: out } = gone.manager
  const { memberId: removed } = gone.admin
  await owner`update memberships set deactivated_at = now() where member_id = ${out}`
  await owner`update memberships set removed_at = now() where member_id = ${removed}`
  return {
    moderator: await openSession(db, team.moderator),
    manager: await openSession(db, team.manager),
    admin: await openSession(db, team.admin),
    'signed out': '',
    deactivated: await openSession(db, gone.manager),
    removed: await openSession(db, gone.admin),
    'session ended': await openSession(db, team.admin, { ended: true }),
    'without a second step': await openSession(db, strict.admin),
  }
}

/** A request from one of Docket's own pages, with this cookie; `more` replaces what it carries, null leaves it out. */
export function comeFromDocket(cookie: string, more: Record<string, string | null> = {}): Headers {
  const own = { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin', ...(cookie && { cookie }) }
  const given = Object.entries({ ...own, ...more }).filter((pair): pair is [string, string] => pair[1] !== null)
  return arriveWith(Object.fromEntries(given))
}

/** Requests that no page of Docket sends, by their headers. */
export const elsewhere: Record<string, Record<string, string | null>> = {
  'another site': { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  'no origin': { origin: null, 'sec-fetch-site': null },
  'no origin, from another site': { origin: null, 'sec-fetch-site': 'cross-site' },
  'no origin, from a sibling': { origin: null, 'sec-fetch-site': 'same-site' },
  'origin null': { origin: 'null', 'sec-fetch-site': 'cross-site' },
  'a sibling subdomain': { origin: 'http://evil.localhost:3000', 'sec-fetch-site': 'same-site' },
  'another port': { origin: 'http://localhost:3001', 'sec-fetch-site': 'same-site' },
  'a forged forwarded host': {
    origin: 'https://evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'host=evil.example;proto=https',
    host: 'evil.example',
  },
  'a method that is said to be another': {
    origin: 'https://evil.example',
    'x-http-method-override': 'GET',
    'x-method-override': 'GET',
  },
}
