import { env } from '@/lib/env'
import type { Reading } from './health-part'

/** Whether mail is set up. No mail is sent to find out. */
export function readMail(): Reading {
  return env().SMTP_URL
    ? { state: 'up', says: 'A mail server is set; whether it takes mail shows when one is sent.' }
    : {
        state: 'up',
        says: 'No mail server is set (SMTP_URL): invitations are links that people pass on by themselves.',
      }
}
