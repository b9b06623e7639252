import { env } from '@/lib/env'
import { post } from '@/lib/mail/post'
import type { Outgoing } from './mirror-outside'

/**
 * Mails a checkpoint to TRAIL_MIRROR_EMAIL by way of SMTP_URL. Answers why it did not arrive, as a sentence, or null.
 */
export async function mirrorByEmail({ teamId, size, note }: Outgoing): Promise<string | null> {
  const { TRAIL_MIRROR_EMAIL: to, SMTP_URL: server, SMTP_FROM: from = to, PUBLIC_URL } = env()
  if (!to || !server) return 'No mail server is set. Set SMTP_URL, or take TRAIL_MIRROR_EMAIL away.'
  return post(server, {
    from,
    to,
    subject: `Docket checkpoint: ${size} entries in ${teamId}`,
    text: `${explanation(PUBLIC_URL)}\n\n${note}`,
    attachments: [{ filename: `${teamId}-${size}.checkpoint`, content: note, contentType: 'text/plain' }],
  })
}

function explanation(url: string): string {
  return `The audit trail of a team on ${url} had this checkpoint. Keep this mail: with the attached file,
"docket-verify --checkpoint" shows whether an export of the trail was cut short or rewritten.`
}
