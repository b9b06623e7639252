import type { Role } from '@/lib/access/actor'
import { sendMail } from '@/lib/mail/send-mail'

interface Invitation {
  to: string
  link: string
  role: Role
  teamName: string
  /** Null: whoever runs the server. */
  invitedBy: string | null
  expiresAt: Date
}

/** Mails an invitation. Answers why it did not go, as a sentence, or null. */
export function mailInvitation({ to, link, role, teamName, invitedBy, expiresAt }: Invitation): Promise<string | null> {
  const until = expiresAt.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
  return sendMail({
    to,
    subject: `Invitation to ${teamName} on Docket`,
    text: `${invitedBy ?? 'Whoever runs this Docket'} invites you to the team “${teamName}”, as ${article(role)} ${role}.

Accept it here. The link works once, until ${until} UTC:
${link}

If you did not expect this, do nothing: it ends by itself.
`,
  })
}

function article(role: Role): string {
  return role === 'admin' ? 'an' : 'a'
}
