import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { DeliveriesTable } from '@/components/webhooks/deliveries-table'
import { WebhookForm } from '@/components/webhooks/webhook-form'
import { readDeliveryFilter, webhookHref } from '@/components/webhooks/webhook-places'
import { notArrived, WebhookState } from '@/components/webhooks/webhook-state'
import { WebhooksTable } from '@/components/webhooks/webhooks-table'

const id = 'b3f1c9de-0f5a-4f0b-9b6e-2a4f7c1d8e90'
const now = new Date('2026-01-05T10:00:00Z')
const webhook = {
  webhookId: id,
  url: null,
  receiver: 'hooks.example.org/in',
  events: ['decision.made' as const, 'case.purged' as const],
  pausedAt: null,
  createdAt: now,
  due: 2,
  failed: 1,
  last: null,
}

test('addresses, and what of one cannot be meant', () => {
  expect(webhookHref(id)).toBe(`/settings/webhooks/${id}`)
  expect(webhookHref(id, { status: 'failed', before: id })).toBe(`/settings/webhooks/${id}?status=failed&before=${id}`)
  expect(readDeliveryFilter({ status: 'failed', before: id })).toEqual({ status: 'failed', before: id })
  expect(readDeliveryFilter({ status: ['failed'], before: '1; drop' })).toEqual({ status: null, before: null })
  expect(readDeliveryFilter({ status: 'waiting' })).toEqual({ status: null, before: null })
})

test('the state is said in words, beside its colour', () => {
  expect(notArrived({ due: 0, failed: 0 })).toBeNull()
  const on = renderToStaticMarkup(createElement(WebhookState, { webhook }))
  expect(on).toContain('On')
  expect(on).toContain('2 to be sent, 1 failed')
  expect(renderToStaticMarkup(createElement(WebhookState, { webhook: { ...webhook, pausedAt: now } }))).toContain(
    'Paused',
  )
})

test('the list names receivers and what they are told of', () => {
  const shown = renderToStaticMarkup(createElement(WebhooksTable, { webhooks: [webhook], now }))
  expect(shown).toContain('hooks.example.org/in')
  expect(shown).toContain('Decision made, Media deleted')
})

test('the log tells of what, of which case, and every try; only what has ended can be sent again', () => {
  const delivery = {
    deliveryId: id,
    event: 'decision.changed',
    status: 'failed' as const,
    createdAt: now,
    endedAt: now,
    nextTryAt: null,
    caseNumber: 12,
    attempts: [
      {
        deliveryId: id,
        number: 1,
        status: 503,
        failure: 'The receiver did not take it: it answered 503.',
        milliseconds: 20,
        startedAt: now,
      },
    ],
  }
  const due = {
    ...delivery,
    deliveryId: 'other',
    status: 'due' as const,
    endedAt: null,
    caseNumber: null,
    event: 'webhook.test',
  }
  const of = (sendAgain?: () => Promise<never>) =>
    renderToStaticMarkup(
      createElement(DeliveriesTable, { deliveries: [delivery, due], receiver: 'a.example', now, sendAgain }),
    )
  const shown = of(() => new Promise(() => {}))
  for (const text of ['Decision changed', 'Case #12', 'it answered 503', 'HTTP 503', 'Test'])
    expect(shown).toContain(text)
  expect(shown.match(/Send again to a\.example/g)).toHaveLength(1)
  expect(of()).not.toContain('Send again')
})

test('the form has a label and a sentence for everything', () => {
  const shown = renderToStaticMarkup(
    createElement(WebhookForm, {
      draft: { url: 'https://a.example/', events: ['decision.made'] },
      send: () => new Promise<never>(() => {}),
      onSaved: () => {},
      says: ['Save', 'Saving'] as const,
    }),
  )
  expect(shown).toContain('for="webhook-url"')
  expect(shown.match(/aria-describedby="event-[a-z.]+-means"/g)).toHaveLength(3)
  expect(shown).toContain('<legend')
})
