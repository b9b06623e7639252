import { expect, test } from 'vitest'
import { isAt, navigationFor } from '@/components/shell/navigation'
import type { Member, Role } from '@/lib/access/actor'

const places = (role: Role, more: Partial<Member> = {}) => {
  const member: Member = {
    kind: 'member',
    teamId: '',
    teamName: '',
    memberId: '',
    sessionId: '',
    name: '',
    email: '',
    role,
    provedAt: new Date(),
    ...more,
  }
  return navigationFor(member).flatMap((group) => group.entries.map((entry) => entry.place))
}

test('each role sees the places it may go to and no other', () => {
  expect(places('moderator')).toEqual([
    'home',
    'submit',
    'queue',
    'roles',
    'policies',
    'account',
    'preferences',
    'keyboard',
    'api',
  ])
  expect(places('manager')).toEqual([
    'home',
    'submit',
    'queue',
    'audit',
    'insights',
    'retention',
    'team',
    'members',
    'roles',
    'sign-in',
    'policies',
    'desk',
    'detector',
    'known-media',
    'webhooks',
    'callbacks',
    'retention-rules',
    'store',
    'sealing',
    'health',
    'account',
    'preferences',
    'keyboard',
    'api',
  ])
  expect(places('admin')).toEqual([
    'home',
    'submit',
    'queue',
    'audit',
    'insights',
    'retention',
    'team',
    'members',
    'roles',
    'sign-in',
    'policies',
    'queues',
    'routing',
    'desk',
    'keys',
    'detector',
    'known-media',
    'webhooks',
    'callbacks',
    'retention-rules',
    'store',
    'sealing',
    'health',
    'account',
    'preferences',
    'keyboard',
    'api',
  ])
})

test('whoever has to set up a second step first sees the page for that alone', () => {
  for (const role of ['moderator', 'manager', 'admin'] as const)
    expect(places(role, { needsSecondStep: true })).toEqual(['account'])
})

test('a case belongs to the queue, and Home is only itself', () => {
  expect(isAt('/cases/12', '/queue')).toBe(true)
  expect(isAt('/queue', '/')).toBe(false)
  expect(isAt('/', '/')).toBe(true)
  expect(isAt('/settings/keys', '/settings/keys')).toBe(true)
  expect(isAt('/docs/api', '/docs/api')).toBe(true)
  expect(isAt('/queues', '/queue')).toBe(false)
})
