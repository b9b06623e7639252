import nodemailer, { type SendMailOptions } from 'nodemailer'

/** Milliseconds that a mail server may take for each of its steps. */
const stepPatience = 20_000

/** Hands a mail to the server at `url` (smtp or smtps). Answers why it did not go, as a sentence, or null. */
export async function post(url: string, mail: SendMailOptions): Promise<string | null> {
  const transport = transportTo(url, stepPatience)
  try {
    await transport.sendMail(mail)
    return null
  } catch (error) {
    return sentenceFor(error)
  } finally {
    transport.close()
  }
}

/**
 * Greets the server at `url` and signs in where the URL has a name, without sending anything. `patience` is milliseconds in
 * all. Answers why that did not go, as a sentence, or null.
 */
export async function greet(url: string, patience: number): Promise<string | null> {
  // Each step alone has longer: how long it may take in all is said below.
  const transport = transportTo(url, 2 * patience)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`The mail server did not answer within ${patience / 1000} s.`), patience)
  })
  try {
    return await Promise.race([transport.verify().then(() => null, sentenceFor), late])
  } finally {
    clearTimeout(timer)
    transport.close()
  }
}

function transportTo(url: string, forEachStep: number) {
  return nodemailer.createTransport({
    url,
    connectionTimeout: forEachStep,
    greetingTimeout: forEachStep,
    socketTimeout: forEachStep,
  })
}

function sentenceFor(error: unknown): string {
  const { code, responseCode } = error as { code?: string; responseCode?: number }
  if (code === 'EAUTH') return 'The mail server refused the name or password in SMTP_URL.'
  if (responseCode) return `The mail server refused it with ${responseCode}. Look at its log.`
  if (code === 'EDNS' || code === 'ENOTFOUND') return 'The mail server’s name in SMTP_URL cannot be looked up.'
  if (code === 'EENVELOPE') return 'The mail has no sender that a server takes. Set SMTP_FROM to an e-mail address.'
  return 'The mail server could not be reached. Check SMTP_URL.'
}
