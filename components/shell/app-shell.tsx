import type { ReactNode } from 'react'
import { KeyMapProvider } from '@/components/keys/key-map'
import { KeysSheet } from '@/components/keys/keys-sheet'
import { Palette } from '@/components/palette/palette'
import { PaletteButton } from '@/components/palette/palette-button'
import type { FindCases } from '@/components/palette/use-found-cases'
import type { Member } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import type { ActionResult } from '@/lib/http/server-action'
import type { OwnTeam } from '@/lib/teams/list-own-teams'
import { HeaderUndo, type HeaderUndoProps } from './header-undo'
import { KeepFocus } from './keep-focus'
import { LiveRefresh } from './live-refresh'
import { navigationFor } from './navigation'
import type { CreateTeam } from './new-team-dialog'
import { PhoneBar } from './phone-bar'
import type { ShellCounts } from './place-count'
import { Sidebar } from './sidebar'
import type { SwitchTeam } from './switch-to'
import { TeamSwitcher } from './team-switcher'
import { TeamWatch } from './team-watch'
import { UserMenu } from './user-menu'

interface AppShellProps {
  member: Member
  /** Their teams, the present one among them. */
  teams: OwnTeam[]
  switchTeam: SwitchTeam
  createTeam: CreateTeam
  counts: ShellCounts
  folded: boolean
  /** Their own keys, action to key. */
  ownKeys: Record<string, string>
  /** What they can take back, and by what clock. */
  undo: Omit<HeaderUndoProps, 'look'>
  findCases: FindCases
  listQueues(input: null): Promise<ActionResult<{ id: string; name: string }[]>>
  signOut(input: null): Promise<unknown>
  children: ReactNode
}

/** What stands around every page of the portal. */
export function AppShell({ member, counts, folded, signOut, children, ...shell }: AppShellProps) {
  const groups = navigationFor(member)
  const teams = {
    teams: shell.teams,
    present: { teamId: member.teamId, teamName: member.teamName },
    switchTeam: shell.switchTeam,
    createTeam: may(member, 'team.create') ? shell.createTeam : undefined,
  }
  const user = { name: member.name, email: member.email, role: member.role, teamName: member.teamName, signOut }
  return (
    <KeyMapProvider own={shell.ownKeys}>
      <div className="flex min-h-dvh flex-col md:flex-row">
        <Sidebar
          team={<TeamSwitcher {...teams} look="bar" />}
          groups={groups}
          counts={counts}
          folded={folded}
          top={<PaletteButton look="bar" />}
          undo={<HeaderUndo {...shell.undo} look="bar" />}
          userMenu={<UserMenu {...user} look="bar" />}
        />
        <header className="sticky top-0 z-30 flex h-13 items-center justify-between border-b bg-card px-4 md:hidden print:hidden">
          <TeamSwitcher {...teams} look="phone" />
          <div className="flex shrink-0 items-center gap-1.5">
            <HeaderUndo {...shell.undo} look="round" />
            <PaletteButton look="round" />
            <UserMenu {...user} look="round" />
          </div>
        </header>
        <main id="main" tabIndex={-1} className="min-w-0 flex-1 pb-20 outline-none md:pb-0 print:pb-0">
          {children}
        </main>
        <PhoneBar groups={groups} counts={counts} />
        <LiveRefresh />
        <TeamWatch teamId={member.teamId} teamName={member.teamName} />
        <KeepFocus />
        <KeysSheet />
        <Palette
          navigation={groups}
          teams={shell.teams.filter(({ teamId }) => teamId !== member.teamId)}
          switchTeam={shell.switchTeam}
          find={shell.findCases}
          listQueues={shell.listQueues}
        />
      </div>
    </KeyMapProvider>
  )
}
