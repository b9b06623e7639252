import { env } from '@/lib/env'
import { post } from './post'

export interface Mail {
  /** One e-mail address. */
  to: string
  subject: string
  /** Plain text: links in it are whole. */
  text: string
}

/** Whether mail can be sent at all: SMTP_URL is set. */
export function canMail(): boolean {
  return Boolean(env().SMTP_URL)
}

/**
 * Mails one person by way of SMTP_URL, from SMTP_FROM. Answers why it did not go, as a sentence, or null. It may take
 * a minute and cannot be taken back: never call it inside a transaction.
 */
export async function sendMail({ to, subject, text }: Mail): Promise<string | null> {
  const { SMTP_URL: server, SMTP_FROM: from, PUBLIC_URL } = env()
  if (!server) return 'No mail server is set. Set SMTP_URL to send mail.'
  return post(server, {
    from: from ?? `Docket <docket@${new URL(PUBLIC_URL).hostname}>`,
    to: { name: '', address: to },
    subject,
    text,
  })
}
