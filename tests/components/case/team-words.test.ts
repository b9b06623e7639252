import { expect, test } from 'vitest'
import { isTeamEvent, type TeamEvent, teamSentence } from '@/components/case/team-words'
import { eventNames } from '@/lib/audit/event-names'
import type { AuditEventType } from '@/lib/audit/events'

const names: Record<string, string> = { mo: 'Mo Moderator', max: 'Max Manager' }
const nameOf = (id: unknown) => names[String(id)] ?? 'A former member'
const said = (type: TeamEvent, facts: Record<string, unknown> = {}) => teamSentence(type, facts, nameOf)

test('who came, went and became what is told by name', () => {
  expect(said('member.joined', { memberId: 'mo', role: 'moderator' }).detail).toBe('Mo Moderator, as moderator.')
  expect(said('member.invited', { invitationId: 'i', role: 'admin' }).detail).toBe('As admin.')
  expect(said('member.role_changed', { memberId: 'mo', before: 'moderator', after: 'manager' }).detail).toBe(
    'Mo Moderator was moderator and is manager now.',
  )
  expect(said('member.removed', { memberId: 'mo', why: 'left' }).detail).toBe('Mo Moderator left the team.')
  expect(said('member.removed', { memberId: 'mo', why: 'directory' }).detail).toContain('identity provider')
  expect(said('member.removed', { memberId: 'x', why: 'removed' }).detail).toContain('A former member is not')
  expect(said('member.deactivated', { memberId: 'mo' }).detail).toContain('Mo Moderator is shut out')
})

test('where claims went is told', () => {
  const handed = { memberId: 'mo', cases: 2 }
  expect(said('member.claims_handed_over', { ...handed, to: 'max' }).detail).toBe(
    '2 cases that Mo Moderator had went to Max Manager.',
  )
  expect(said('member.claims_handed_over', { memberId: 'x', cases: 1, to: null }).detail).toBe(
    '1 case that a former member had went back into their queues.',
  )
})

test('a change between teams names no other team', () => {
  expect(said('member.switched', { memberId: 'mo', direction: 'in' })).toMatchObject({
    title: 'Came from another team',
    detail: 'Mo Moderator.',
  })
  expect(said('member.switched', { memberId: 'mo', direction: 'out' }).title).toBe('Went to another team')
  expect(said('member.switched', { memberId: 'mo', direction: 'sideways' }).title).toBe(eventNames['member.switched'])
})

test('how somebody signed in, or did not, is told', () => {
  expect(said('member.signed_in', { memberId: 'mo', by: 'oidc' }).detail).toBe('By single sign-on.')
  // Entries from before there was a choice.
  expect(said('member.signed_in', { memberId: 'mo' }).detail).toBeNull()
  expect(said('member.sign_in_failed', { memberId: 'mo', why: 'second_step' }).detail).toContain('second step')
  expect(said('member.sessions_ended', { memberId: 'mo', sessions: 3 }).detail).toBe('3 sessions of Mo Moderator.')
  expect(said('member.password_changed', { memberId: 'mo', how: 'operator' }).detail).toContain('command line')
  expect(said('member.second_step_changed', { memberId: 'mo', before: true, after: false }).detail).toContain('off now')
  expect(said('member.recovery_code_used', { memberId: 'mo', left: 1 }).detail).toBe('Mo Moderator. 1 code left.')
  expect(said('member.recovery_code_used', { memberId: 'mo', left: 0 }).detail).toContain('the last one')
})

test('what of a team was changed is told, and nothing else', () => {
  const before = { name: 'Day', submitDefaults: { visualize: true } }
  const after = { name: 'Night', submitDefaults: { visualize: false } }
  expect(said('team.changed', { before, after }).detail).toBe(
    '“Day” is now “Night”. Submit begins with “Draw maps” off.',
  )
  expect(
    said('team.changed', { before: { requireSecondStep: false }, after: { requireSecondStep: true } }).detail,
  ).toBe('Everybody who signs in with a password needs a second step now.')
})

test('every event of teams and people has a sentence, also from facts that nobody wrote', () => {
  const types = (Object.keys(eventNames) as AuditEventType[]).filter(isTeamEvent)
  expect(types.length).toBeGreaterThan(20)
  for (const type of types) {
    expect(said(type).title, type).toBeTruthy()
    const odd = said(type, {
      memberId: 7,
      role: 'toString',
      before: 'x',
      after: null,
      why: {},
      cases: 'many',
      left: [],
    })
    expect(odd.detail ?? '', type).not.toMatch(/undefined|\[object|NaN/)
  }
})
