import { type Actor, type Role, roles } from '@/lib/access/actor'
import { unlinkMember } from '@/lib/access/unlink-member'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'
import { addMember } from '@/lib/teams/add-member'
import { changeRole } from '@/lib/teams/change-role'
import { deactivateMember } from '@/lib/teams/deactivate-member'
import { inviteMember } from '@/lib/teams/invite-member'
import { listMembers } from '@/lib/teams/list-members'
import { removeMember } from '@/lib/teams/remove-member'
import { keptPassword, operatorOf } from './operator'
import { needed, readOptions, readPassword, UsageError } from './usage'
import { withDatabase } from './with-database'

type Print = (line: string) => void
type Options = Record<string, string | undefined>

/** Puts a person into a team, with a password that the operator chooses. */
export async function addCommand(args: string[], print: Print): Promise<number> {
  const options = readOptions(args, ['team', 'email', 'role', 'name', 'password'])
  const [team, email, name] = [needed(options, 'team'), needed(options, 'email'), needed(options, 'name')]
  const role = roleIn(options)
  const password = await readPassword(options)
  const { known } = await withDatabase(async () => addMember(await operatorOf(team), { email, name, role, password }))
  print(`${email} is a ${role} of “${team}” and signs in at ${env().PUBLIC_URL}.`)
  if (known) print(keptPassword(email))
  return 0
}

/** Prints an invitation's link, alone; mails it too where an address is given and a mail server set. */
export async function inviteCommand(args: string[], print: Print): Promise<number> {
  const options = readOptions(args, ['team', 'role', 'email'])
  const [team, role] = [needed(options, 'team'), roleIn(options)]
  const made = await withDatabase(async () =>
    inviteMember(await operatorOf(team), { role, email: options.email ?? null }),
  )
  print(made.link)
  if (made.mail) process.stderr.write(`${made.mail.failure ?? `It was mailed to ${made.email}.`}\n`)
  return 0
}

/** Prints who is in a team: one a line, with tabs between e-mail, role, state and name. */
export async function listCommand(args: string[], print: Print): Promise<number> {
  const team = needed(readOptions(args, ['team']), 'team')
  const members = await withDatabase(async () => listMembers(await operatorOf(team), {}))
  for (const { email, role, deactivatedAt, name } of members) {
    print([email, role, deactivatedAt ? 'deactivated' : 'active', name].join('\t'))
  }
  return 0
}

/** Gives a member another role. */
export async function roleCommand(args: string[], print: Print): Promise<number> {
  const options = readOptions(args, ['team', 'email', 'role'])
  const role = roleIn(options)
  const { team, email } = await onMember(options, (operator, memberId) => changeRole(operator, { memberId, role }))
  print(`${email} is a ${role} of “${team}” from the next request on.`)
  return 0
}

/** Shuts a member out of a team for now. */
export async function deactivateCommand(args: string[], print: Print): Promise<number> {
  const options = readOptions(args, ['team', 'email'])
  const { team, email } = await onMember(options, (operator, memberId) => deactivateMember(operator, { memberId }))
  print(`${email} is signed out of “${team}” and cannot sign in to it. Their cases are back in the queue.`)
  return 0
}

/** Takes a member out of a team. */
export async function removeCommand(args: string[], print: Print): Promise<number> {
  const options = readOptions(args, ['team', 'email'])
  const { team, email } = await onMember(options, (operator, memberId) => removeMember(operator, { memberId }))
  print(`${email} is no longer in “${team}”. Their cases are back in the queue.`)
  return 0
}

/** Unlinks somebody from their identity provider, and says how they come in from now on. */
export async function unlinkCommand(args: string[], print: Print): Promise<number> {
  const email = needed(readOptions(args, ['email']), 'email')
    .trim()
    .toLowerCase()
  const { issuers, hasPassword } = await withDatabase(() => unlinkMember(email))
  print(`${email} is unlinked from ${issuers.join(' and ')}, and is signed out everywhere; their teams stay.`)
  print(
    hasPassword
      ? 'Their password is as it was. The next sign-in through the provider links them again.'
      : 'They have no password (member reset-link makes a link to one). The next sign-in through the provider links them again.',
  )
  return 0
}

function roleIn(options: Options): Role {
  const given = needed(options, 'role')
  const role = roles.find((one) => one === given)
  if (!role) throw new UsageError(`--role is one of ${roles.join(', ')}.`)
  return role
}

/** Does it to the member with this e-mail. Throws DocketError `not_found` where nobody of the team has it. */
async function onMember(options: Options, act: (operator: Actor, memberId: string) => Promise<unknown>) {
  const [team, given] = [needed(options, 'team'), needed(options, 'email')]
  const email = given.trim().toLowerCase()
  await withDatabase(async () => {
    const operator = await operatorOf(team)
    const found = (await listMembers(operator, {})).find((one) => one.email === email)
    if (!found) throw new DocketError('not_found', `Nobody in “${team}” has the e-mail ${email}.`)
    await act(operator, found.memberId)
  })
  return { team, email }
}
