import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { env } from '@/lib/env'
import { canMail, sendMail } from '@/lib/mail/send-mail'
import { type MailServer, startMailServer } from '../support/mail-server'

const mail = { to: 'ada@example.test', subject: 'Come to Newsroom', text: 'Follow https://desk.test/invite/abc' }
let server: MailServer

beforeAll(async () => {
  server = await startMailServer()
})
beforeEach(() => {
  Object.assign(env(), { SMTP_URL: server.url, SMTP_FROM: 'Docket <desk@example.test>' })
  server.mails.length = 0
  server.refuse(false)
})
afterAll(async () => {
  Object.assign(env(), { SMTP_URL: undefined, SMTP_FROM: undefined })
  await server.stop()
})

test('a mail arrives as it was written', async () => {
  expect(canMail()).toBe(true)
  expect(await sendMail(mail)).toBeNull()
  expect(server.mails).toHaveLength(1)
  expect(server.mails[0]).toContain('From: Docket <desk@example.test>')
  expect(server.mails[0]).toContain('To: ada@example.test')
  expect(server.mails[0]).toContain(`Subject: ${mail.subject}`)
  expect(server.mails[0]).toContain(mail.text)
})

test('without SMTP_FROM it comes from Docket at its own address', async () => {
  Object.assign(env(), { SMTP_FROM: undefined })
  expect(await sendMail(mail)).toBeNull()
  expect(server.mails[0]).toContain(`From: Docket <docket@${new URL(env().PUBLIC_URL).hostname}>`)
})

test('an address cannot bring a second recipient or a header', async () => {
  await sendMail({ ...mail, to: 'ada@example.test, eve@example.test\r\nBcc: eve@example.test' })
  expect(server.mails.join()).not.toMatch(/^Bcc:/m)
})

test('a refusal and a missing server are said in a sentence', async () => {
  server.refuse(true)
  expect(await sendMail(mail)).toBe('The mail server refused it with 452. Look at its log.')
  Object.assign(env(), { SMTP_URL: 'smtp://127.0.0.1:1' })
  expect(await sendMail(mail)).toBe('The mail server could not be reached. Check SMTP_URL.')
  Object.assign(env(), { SMTP_URL: undefined })
  expect(canMail()).toBe(false)
  expect(await sendMail(mail)).toBe('No mail server is set. Set SMTP_URL to send mail.')
})
