import type { Route } from 'next'
import type { Member } from '@/lib/access/actor'
import { may, type Permission } from '@/lib/access/permissions'

export type Place =
  | 'home'
  | 'submit'
  | 'queue'
  | 'audit'
  | 'retention'
  | 'insights'
  | 'members'
  | 'policies'
  | 'queues'
  | 'routing'
  | 'keys'
  | 'detector'
  | 'callbacks'
  | 'webhooks'
  | 'known-media'
  | 'retention-rules'
  | 'health'
  | 'desk'
  | 'preferences'
  | 'keyboard'
  | 'account'
  | 'team'
  | 'roles'
  | 'sign-in'
  | 'store'
  | 'sealing'
  | 'api'

interface Entry {
  place: Place
  label: string
  href: Route
  /** Absent: everyone who is signed in. */
  permission?: Permission
}

export interface NavigationGroup {
  /** Null: the daily places, which need no heading. */
  heading: string | null
  entries: Entry[]
}

const everything: NavigationGroup[] = [
  {
    heading: null,
    entries: [
      { place: 'home', label: 'Home', href: '/' as Route },
      { place: 'submit', label: 'Submit', href: '/submit' as Route, permission: 'case.open' },
      { place: 'queue', label: 'Queue', href: '/queue' as Route, permission: 'case.read' },
    ],
  },
  {
    heading: 'Oversight',
    entries: [
      { place: 'audit', label: 'Audit', href: '/audit' as Route, permission: 'audit.read' },
      { place: 'insights', label: 'Insights', href: '/insights' as Route, permission: 'insights.read' },
      { place: 'retention', label: 'Retention', href: '/retention' as Route, permission: 'retention.read' },
    ],
  },
  {
    heading: 'Settings',
    entries: [
      { place: 'team', label: 'Team', href: '/settings/team' as Route, permission: 'team.read' },
      { place: 'members', label: 'Members', href: '/settings/members' as Route, permission: 'member.read' },
      { place: 'roles', label: 'Roles', href: '/settings/roles' as Route },
      { place: 'sign-in', label: 'Sign-in', href: '/settings/sign-in' as Route, permission: 'team.read' },
      { place: 'policies', label: 'Policies', href: '/settings/policies' as Route, permission: 'policy.read' },
      { place: 'queues', label: 'Queues', href: '/settings/queues' as Route, permission: 'queue.manage' },
      { place: 'routing', label: 'Routing', href: '/settings/routing' as Route, permission: 'queue.manage' },
      { place: 'desk', label: 'Desk', href: '/settings/desk' as Route, permission: 'desk.read' },
      { place: 'keys', label: 'API keys', href: '/settings/keys' as Route, permission: 'key.read' },
      { place: 'detector', label: 'Detector', href: '/settings/detector' as Route, permission: 'detector.read' },
      { place: 'known-media', label: 'Known media', href: '/settings/known-media' as Route, permission: 'known.read' },
      { place: 'webhooks', label: 'Webhooks', href: '/settings/webhooks' as Route, permission: 'webhook.read' },
      { place: 'callbacks', label: 'Callbacks', href: '/settings/callbacks' as Route, permission: 'callback.read' },
      {
        place: 'retention-rules',
        label: 'Retention rules',
        href: '/settings/retention' as Route,
        permission: 'retention.read',
      },
      { place: 'store', label: 'Media store', href: '/settings/store' as Route, permission: 'store.read' },
      { place: 'sealing', label: 'Sealing', href: '/settings/sealing' as Route, permission: 'audit.read' },
      { place: 'health', label: 'Health', href: '/settings/health' as Route, permission: 'health.read' },
    ],
  },
  {
    heading: 'Yours',
    entries: [
      { place: 'account', label: 'Account', href: '/settings/account' as Route, permission: 'account.manage' },
      {
        place: 'preferences',
        label: 'Preferences',
        href: '/settings/preferences' as Route,
        permission: 'preference.set',
      },
      { place: 'keyboard', label: 'Keyboard', href: '/settings/keyboard' as Route, permission: 'preference.set' },
    ],
  },
  {
    heading: 'Reference',
    entries: [{ place: 'api', label: 'API reference', href: '/docs/api' as Route }],
  },
]

/** The places a member may go to; groups without any are left out. Whoever has to set up a second step goes there first. */
export function navigationFor(member: Member): NavigationGroup[] {
  return everything
    .map((group) => ({
      ...group,
      entries: group.entries.filter(
        (entry) =>
          (!entry.permission || may(member, entry.permission)) &&
          (!member.needsSecondStep || entry.place === 'account'),
      ),
    }))
    .filter((group) => group.entries.length > 0)
}

/** Whether the page at `pathname` belongs to the place at `href`; a case belongs to the queue. */
export function isAt(pathname: string, href: string): boolean {
  if (href === '/') return pathname === '/'
  if (href === '/queue' && pathname.startsWith('/cases/')) return true
  return pathname === href || pathname.startsWith(`${href}/`)
}
