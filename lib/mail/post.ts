import nodemailer, { type SendMailOptions } from 'nodemailer'

/** Milliseconds that a mail server may take for each of its steps. */
const patience = 20_000

/** Hands a mail to the server at `url` (smtp or smtps). Answers why it did not go, as a sentence, or null. */
export async function post(url: string, mail: SendMailOptions): Promise<string | null> {
  const transport = nodemailer.createTransport({
    url,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  })
  try {
    await transport.sendMail(mail)
    return null
  } catch (error) {
    return sentenceFor(error)
  } finally {
    transport.close()
  }
}

function sentenceFor(error: unknown): string {
  const { code, responseCode } = error as { code?: string; responseCode?: number }
  if (code === 'EAUTH') return 'The mail server refused the name or password in SMTP_URL.'
  if (responseCode) return `The mail server refused it with ${responseCode}. Look at its log.`
  if (code === 'EDNS' || code === 'ENOTFOUND') return 'The mail server’s name in SMTP_URL cannot be looked up.'
  if (code === 'EENVELOPE') return 'The mail has no sender that a server takes. Set SMTP_FROM to an e-mail address.'
  return 'The mail server could not be reached. Check SMTP_URL.'
}
