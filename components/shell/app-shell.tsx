import type { ReactNode } from 'react'
import type { Member } from '@/lib/access/actor'
import { LiveRefresh } from './live-refresh'
import { Wordmark } from './mark'
import { navigationFor } from './navigation'
import { PhoneBar } from './phone-bar'
import { Sidebar } from './sidebar'
import { UserMenu } from './user-menu'

interface AppShellProps {
  member: Member
  waiting: number
  folded: boolean
  signOut(input: null): Promise<unknown>
  children: ReactNode
}

/** What stands around every page of the portal. */
export function AppShell({ member, waiting, folded, signOut, children }: AppShellProps) {
  const groups = navigationFor(member)
  const user = { name: member.name, email: member.email, role: member.role, teamName: member.teamName, signOut }
  return (
    <div className="flex min-h-dvh flex-col md:flex-row">
      <Sidebar
        teamName={member.teamName}
        groups={groups}
        waiting={waiting}
        folded={folded}
        userMenu={<UserMenu {...user} look="bar" />}
      />
      <header className="sticky top-0 z-30 flex h-13 items-center justify-between border-b bg-card px-4 md:hidden print:hidden">
        <div className="flex min-w-0 items-center gap-2.5">
          <Wordmark />
          <span className="truncate border-l pl-2.5 text-xs text-muted-foreground">{member.teamName}</span>
        </div>
        <UserMenu {...user} look="round" />
      </header>
      <main id="main" tabIndex={-1} className="min-w-0 flex-1 pb-20 outline-none md:pb-0 print:pb-0">
        {children}
      </main>
      <PhoneBar groups={groups} waiting={waiting} />
      <LiveRefresh />
    </div>
  )
}
