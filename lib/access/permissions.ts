import type { Actor, Role, Scope } from './actor'

export interface Rule {
  /** In words, for people. */
  says: string
  roles: readonly Role[]
  /** The key scope that allows it over the API; absent: no key may. */
  scope?: Scope
  worker?: true
  operator?: true
  /**
   * A member must have proved who they are within the last minutes (STEP_UP_MINUTES): for what an open browser in the wrong hands
   * could take out of the house, destroy, or keep a way in by. Never for the work of every day.
   */
  proof?: true
}

const everyone = ['moderator', 'manager', 'admin'] as const

/** Who may do what: the one table that the server and the interface read. */
export const permissions = {
  'case.read': { says: 'See cases, their media and evidence', roles: everyone, scope: 'read', worker: true },
  'case.open': { says: 'Hand in media', roles: everyone, scope: 'submit', operator: true },
  'case.claim': { says: 'Take a case from the queue', roles: everyone },
  'case.decide': { says: 'Decide a case and take a decision back', roles: everyone },
  'case.withdraw': {
    says: 'Delete a detection and its media',
    roles: ['manager', 'admin'],
    scope: 'delete',
    proof: true,
  },
  'case.purge': { says: 'Delete media that must not be kept', roles: [], worker: true },
  'feedback.give': { says: 'Say whether a verdict was right', roles: everyone, scope: 'submit' },
  'question.ask': { says: 'Ask about a finished detection', roles: everyone, scope: 'submit' },
  'intelligence.request': { says: 'Ask for a report on a detection', roles: everyone, scope: 'submit' },
  'callback.deliver': { says: 'Report outcomes to callback addresses', roles: [], worker: true },
  'callback.read': { says: 'See the callbacks’ delivery log', roles: ['manager', 'admin'] },
  'callback.manage': { says: 'Send callbacks again and change their signing secret', roles: ['admin'], proof: true },
  'detector.read': { says: 'See which detector analyses the team’s cases', roles: ['manager', 'admin'] },
  'detector.manage': { says: 'Choose, connect and test the detector', roles: ['admin'], proof: true },
  'detection.retry': { says: 'Run a failed analysis again', roles: everyone },
  'detection.run': { says: 'Run analyses and keep their results', roles: [], worker: true },
  'audit.read': { says: 'Read the team’s trail', roles: ['manager', 'admin'] },
  'audit.verify': { says: 'Verify the team’s trail', roles: ['manager', 'admin'], operator: true },
  'audit.export': { says: 'Export the trail and evidence', roles: ['manager', 'admin'], operator: true, proof: true },
  'case.escalate': { says: 'Escalate a case and send it back', roles: everyone },
  'case.assign': { says: 'Work escalated cases and hand cases to others', roles: ['manager', 'admin'] },
  'case.note': { says: 'Write notes and pin exhibits', roles: everyone },
  'case.review': { says: 'Give a second look at a decision', roles: everyone },
  'case.appeal': { says: 'Reopen a decided case on appeal', roles: ['manager', 'admin'], scope: 'submit' },
  'case.route': { says: 'Put cases into queues', roles: ['manager', 'admin'], worker: true },
  'queue.manage': { says: 'Change queues and routing', roles: ['admin'] },
  'policy.read': { says: 'Read the team’s policies', roles: everyone },
  'policy.manage': { says: 'Publish policies', roles: ['admin'] },
  'known.read': { says: 'See the lists of known media', roles: ['manager', 'admin'] },
  'known.manage': { says: 'Bring and change lists of known media', roles: ['admin'] },
  'known.export': { says: 'Take lists of known media out', roles: ['admin'], proof: true },
  'desk.read': { says: 'See how the desk is set and how much the team sees', roles: ['manager', 'admin'] },
  'desk.manage': { says: 'Change how the desk works for everybody', roles: ['admin'] },
  'preference.set': { says: 'Change one’s own preferences', roles: everyone },
  'webhook.read': { says: 'See webhooks and their delivery log', roles: ['manager', 'admin'] },
  'webhook.manage': { says: 'Create, pause and remove webhooks', roles: ['admin'], proof: true },
  'webhook.deliver': { says: 'Tell webhooks of decisions', roles: [], worker: true },
  'insights.read': { says: 'See insights', roles: ['manager', 'admin'] },
  'insights.export': { says: 'Take the figures of insights out', roles: ['manager', 'admin'], proof: true },
  'view.save': { says: 'Keep filters under a name', roles: everyone },
  'retention.read': { says: 'See what is deleted, when, and the proof', roles: ['manager', 'admin'] },
  'retention.purge': { says: 'Order the deletion of a case’s media', roles: ['manager', 'admin'], proof: true },
  'retention.erase': {
    says: 'Ask for an erasure, and confirm somebody else’s',
    roles: ['manager', 'admin'],
    proof: true,
  },
  'retention.hold': { says: 'Set and lift legal holds', roles: ['manager', 'admin'], proof: true },
  'retention.manage': { says: 'Change the team’s retention rules', roles: ['admin'], proof: true },
  'member.read': { says: 'See who is in the team', roles: ['manager', 'admin'], operator: true },
  'member.add': { says: 'Add members to the team', roles: ['admin'], operator: true, proof: true },
  'member.manage': {
    says: 'Invite people, change their roles, shut them out and remove them',
    roles: ['admin'],
    operator: true,
    proof: true,
  },
  'team.read': { says: 'See how the team is set', roles: ['manager', 'admin'] },
  'team.manage': {
    says: 'Change the team’s name, defaults and sign-in',
    roles: ['admin'],
    operator: true,
    proof: true,
  },
  'team.create': { says: 'Create another team', roles: ['admin'], operator: true, proof: true },
  'team.leave': { says: 'Leave the team', roles: everyone, proof: true },
  'account.manage': { says: 'Change one’s own name, password, second step and sessions', roles: everyone },
  'store.read': { says: 'See where media is stored', roles: ['manager', 'admin'] },
  'store.test': { says: 'Test the media store', roles: ['admin'] },
  'key.read': { says: 'See the team’s API keys', roles: ['admin'] },
  'key.create': { says: 'Create API keys', roles: ['admin'], operator: true, proof: true },
  'key.revoke': { says: 'Revoke API keys', roles: ['admin'], operator: true, proof: true },
  'health.read': { says: 'See how this server is doing', roles: ['manager', 'admin'] },
} as const satisfies Record<string, Rule>

export type Permission = keyof typeof permissions

/** Whether the actor may do it. */
export function may(actor: Actor, permission: Permission): boolean {
  const rule: Rule = permissions[permission]
  switch (actor.kind) {
    case 'member':
      return rule.roles.includes(actor.role)
    case 'api-key':
      return rule.scope !== undefined && actor.scopes.includes(rule.scope)
    case 'worker':
      return rule.worker === true
    case 'visitor':
      return false
    case 'operator':
      return rule.operator === true
    default:
      return actor satisfies never
  }
}
