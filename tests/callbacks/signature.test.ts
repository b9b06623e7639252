import crypto from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { signatureHeaders, webhookId } from '@/lib/callbacks/signature'

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const at = new Date()
const body = '{"success":true,"item":{"filename":"Größe.png"}}'
const id = webhookId('9b2a4f1e-0c1d-4e2f-8a3b-5c6d7e8f9a0b')

test('the package of the scheme takes it, and refuses another body, id, secret or an old time', () => {
  const headers = signatureHeaders({ secret, id, at, body })
  const verify = (text: string, given: Record<string, string>, key = secret) => new Webhook(key).verify(text, given)
  expect(verify(body, headers)).toEqual(JSON.parse(body))
  expect(() => verify(`${body} `, headers)).toThrow()
  expect(() => verify(body, { ...headers, 'webhook-id': 'msg_other' })).toThrow()
  expect(() => verify(body, headers, `whsec_${Buffer.alloc(32, 8).toString('base64')}`)).toThrow()
  const old = signatureHeaders({ secret, id, at: new Date(at.getTime() - 3600_000), body })
  expect(() => verify(body, old)).toThrow()
})

test('it is the HMAC-SHA256 of id, seconds and body', () => {
  const headers = signatureHeaders({ secret, id, at, body })
  const seconds = Math.floor(at.getTime() / 1000)
  const mac = crypto.createHmac('sha256', Buffer.alloc(32, 7)).update(`${id}.${seconds}.${body}`).digest('base64')
  expect(headers).toEqual({
    'webhook-id': 'msg_9b2a4f1e0c1d4e2f8a3b5c6d7e8f9a0b',
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${mac}`,
  })
})
