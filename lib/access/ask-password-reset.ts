import { sql } from 'drizzle-orm'
import { database } from '@/lib/db/client'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { canMail, sendMail } from '@/lib/mail/send-mail'
import { countReset } from './count-resets'
import { openReset } from './password-reset'
import { teamIdsOf } from './teams-of'

interface Found extends Record<string, unknown> {
  id: string
  password_hash: string | null
  deactivated_at: Date | null
}

/**
 * Mails somebody a link to a new password, where the e-mail is somebody's who is in a team. Answers nothing, and is to run
 * after the answer was given: neither its words nor its time may tell whether there is an account.
 */
export async function askPasswordReset({ email: given, address }: { email: string; address: string }): Promise<void> {
  const email = given.trim().toLowerCase()
  if (!canMail() || !(await countReset(email, address))) return
  const [member] = await database().execute<Found>(sql`select * from find_member(${email})`)
  if (!member || member.deactivated_at) return
  const teamIds = await teamIdsOf(member.id)
  if (teamIds.length === 0) return
  const text = member.password_hash
    ? linkText(await openReset('visitor', member.id, teamIds))
    : elsewhereText(env().PUBLIC_URL)
  const says = await sendMail({ to: email, subject: 'A new password for Docket', text })
  if (says) log.warn({ memberId: member.id, says }, 'could not mail a link to a new password')
}

function linkText(link: string): string {
  return `Somebody, you we hope, asked for a new password for your account on ${new URL(link).origin}.

Choose it here:
${link}

The link works once, within an hour. Your other sessions end when it is used.
If you did not ask for it, you need do nothing: your password stays as it is.
`
}

function elsewhereText(url: string): string {
  return `Somebody, you we hope, asked for a new password for your account on ${url}.

There is none to change: you sign in there with your organization’s account. Ask whoever runs that if it does not let
you in. If you did not ask for this, you need do nothing.
`
}
