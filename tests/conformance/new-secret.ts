import type { Member } from '@/lib/access/actor'
import { rotateSecret } from '@/lib/callbacks/rotate-secret'
import { findTeam } from '@/lib/teams/find-team'
import { listMembers } from '@/lib/teams/list-members'
import { withDatabase } from '../../bin/command/with-database'

/*
 * Gives a team a new signing secret for its callbacks and prints it, as its admin would in the portal's settings.
 * Argument: the team's name. Run beside the product, with its settings and AUTH_SECRET.
 */
const [, , teamName = ''] = process.argv

await withDatabase(async () => {
  const teamId = (await findTeam(teamName)) ?? ''
  const admin: Member = {
    kind: 'member',
    teamId,
    teamName,
    memberId: teamId,
    sessionId: teamId,
    name: '',
    email: '',
    role: 'admin',
    provedAt: new Date(),
  }
  const [ada] = await listMembers(admin, {})
  const { secret } = await rotateSecret({ ...admin, memberId: ada?.memberId ?? teamId }, {})
  process.stdout.write(secret)
})
