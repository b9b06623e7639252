import { env } from '@/lib/env'
import { greet } from '@/lib/mail/post'
import type { Reading } from './health-part'

/** Milliseconds an answer of the mail server counts for: probes may ask every few seconds. */
const freshFor = 60_000
const patience = 3_000

let last: { url: string; at: number; reading: Promise<Reading> } | undefined

/** Whether the mail server lets Docket in: one greeting, at most once a minute. No mail is sent to find out. */
export async function readMail(): Promise<Reading> {
  const url = env().SMTP_URL
  if (!url) {
    return {
      state: 'up',
      says: 'No mail server is set (SMTP_URL): invitations are links that people pass on by themselves.',
    }
  }
  if (last?.url === url && performance.now() - last.at < freshFor) return last.reading
  const reading = ask(url)
  last = { url, at: performance.now(), reading }
  return reading
}

async function ask(url: string): Promise<Reading> {
  const refusal = await greet(url, patience)
  if (refusal) return { state: 'degraded', says: `No mail can be sent. ${refusal}` }
  return { state: 'up', says: 'The mail server lets Docket in; whether it takes a mail shows when one is sent.' }
}
