import { expect, test } from 'vitest'
import type { Actor, Member, Role, Scope } from '@/lib/access/actor'
import { authorise } from '@/lib/access/authorise'
import { may, permissions } from '@/lib/access/permissions'

const member = (role: Role): Member => ({
  kind: 'member',
  teamId: 't',
  teamName: 'T',
  memberId: 'm',
  sessionId: 's',
  name: 'N',
  email: 'n@example.test',
  role,
  provedAt: new Date(),
})

test('who may do what', () => {
  const table = Object.fromEntries(
    (Object.keys(permissions) as (keyof typeof permissions)[]).map((permission) => [
      permission,
      (['moderator', 'manager', 'admin'] as const).filter((role) => may(member(role), permission)).join(' '),
    ]),
  )
  expect(table).toEqual({
    'case.read': 'moderator manager admin',
    'case.open': 'moderator manager admin',
    'case.claim': 'moderator manager admin',
    'case.decide': 'moderator manager admin',
    'case.withdraw': 'manager admin',
    'case.purge': '',
    'feedback.give': 'moderator manager admin',
    'question.ask': 'moderator manager admin',
    'intelligence.request': 'moderator manager admin',
    'callback.deliver': '',
    'callback.read': 'manager admin',
    'callback.manage': 'admin',
    'detector.read': 'manager admin',
    'detector.manage': 'admin',
    'detection.retry': 'moderator manager admin',
    'detection.run': '',
    'audit.read': 'manager admin',
    'audit.verify': 'manager admin',
    'audit.export': 'manager admin',
    'case.escalate': 'moderator manager admin',
    'case.assign': 'manager admin',
    'case.note': 'moderator manager admin',
    'case.review': 'moderator manager admin',
    'case.appeal': 'manager admin',
    'case.route': 'manager admin',
    'queue.manage': 'admin',
    'policy.read': 'moderator manager admin',
    'policy.manage': 'admin',
    'desk.read': 'manager admin',
    'desk.manage': 'admin',
    'preference.set': 'moderator manager admin',
    'known.read': 'manager admin',
    'known.manage': 'admin',
    'known.export': 'admin',
    'webhook.read': 'manager admin',
    'webhook.manage': 'admin',
    'webhook.deliver': '',
    'insights.read': 'manager admin',
    'insights.export': 'manager admin',
    'view.save': 'moderator manager admin',
    'retention.read': 'manager admin',
    'retention.purge': 'manager admin',
    'retention.erase': 'manager admin',
    'retention.hold': 'manager admin',
    'retention.manage': 'admin',
    'member.read': 'manager admin',
    'member.add': 'admin',
    'member.manage': 'admin',
    'team.read': 'manager admin',
    'team.manage': 'admin',
    'team.create': 'admin',
    'team.leave': 'moderator manager admin',
    'account.manage': 'moderator manager admin',
    'store.read': 'manager admin',
    'store.test': 'admin',
    'key.read': 'admin',
    'key.create': 'admin',
    'key.revoke': 'admin',
    'health.read': 'manager admin',
  })
})

test('what a key of each scope may do, and what no key may', () => {
  const allowed = (scopes: Scope[]) =>
    (Object.keys(permissions) as (keyof typeof permissions)[]).filter((permission) =>
      may({ kind: 'api-key', teamId: 't', keyId: 'k', scopes }, permission),
    )
  expect(allowed(['read'])).toEqual(['case.read'])
  expect(allowed(['submit'])).toEqual([
    'case.open',
    'feedback.give',
    'question.ask',
    'intelligence.request',
    'case.appeal',
  ])
  expect(allowed(['delete'])).toEqual(['case.withdraw'])
  expect(allowed([])).toEqual([])
})

test('a key may do what its scopes say and nothing that has none', () => {
  const key: Actor = { kind: 'api-key', teamId: 't', keyId: 'k', scopes: ['read'] }
  expect(may(key, 'case.read')).toBe(true)
  expect(may(key, 'case.open')).toBe(false)
  expect(may({ ...key, scopes: ['read', 'submit', 'delete'] }, 'case.decide')).toBe(false)
  expect(() => authorise(key, 'case.open')).toThrow(/needs the scope "submit"/)
})

test('a visitor may do nothing', () => {
  for (const permission of Object.keys(permissions) as (keyof typeof permissions)[]) {
    expect(may({ kind: 'visitor', teamId: 't' }, permission), permission).toBe(false)
  }
})
