import nodemailer from 'nodemailer'
import { env } from '@/lib/env'
import type { Outgoing } from './mirror-outside'

/** Milliseconds that a mail server may take for each of its steps. */
const patience = 20_000

/**
 * Mails a checkpoint to TRAIL_MIRROR_EMAIL by way of SMTP_URL. Answers why it did not arrive, as a sentence, or null.
 */
export async function mirrorByEmail({ teamId, size, note }: Outgoing): Promise<string | null> {
  const { TRAIL_MIRROR_EMAIL: to, SMTP_URL: server, SMTP_FROM: from = to, PUBLIC_URL } = env()
  if (!to || !server) return 'No mail server is set. Set SMTP_URL, or take TRAIL_MIRROR_EMAIL away.'
  const transport = nodemailer.createTransport({
    url: server,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  })
  try {
    await transport.sendMail({
      from,
      to,
      subject: `Docket checkpoint: ${size} entries in ${teamId}`,
      text: `${explanation(PUBLIC_URL)}\n\n${note}`,
      attachments: [{ filename: `${teamId}-${size}.checkpoint`, content: note, contentType: 'text/plain' }],
    })
    return null
  } catch (error) {
    return sentenceFor(error)
  } finally {
    transport.close()
  }
}

function explanation(url: string): string {
  return `The audit trail of a team on ${url} had this checkpoint. Keep this mail: with the attached file,
"docket-verify --checkpoint" shows whether an export of the trail was cut short or rewritten.`
}

function sentenceFor(error: unknown): string {
  const { code, responseCode } = error as { code?: string; responseCode?: number }
  if (responseCode) return `The mail server refused it with ${responseCode}. Look at its log.`
  if (code === 'EAUTH') return 'The mail server refused the name or password in SMTP_URL.'
  if (code === 'EDNS' || code === 'ENOTFOUND') return 'The mail server’s name in SMTP_URL cannot be looked up.'
  return 'The mail server could not be reached. Check SMTP_URL.'
}
