'use client'

import { ChevronsUpDown, Plus } from 'lucide-react'
import { useState, useTransition } from 'react'
import { cn } from '@/components/ui/cn'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import type { OwnTeam } from '@/lib/teams/list-own-teams'
import { Mark, Wordmark } from './mark'
import { type CreateTeam, NewTeamDialog } from './new-team-dialog'
import { roleNames } from './role-names'
import { type SwitchTeam, switchTo } from './switch-to'

interface TeamSwitcherProps {
  teams: OwnTeam[]
  present: { teamId: string; teamName: string }
  /** `bar`: at the top of the sidebar, with words where that is wide. `phone`: in the header of narrow screens. */
  look: 'bar' | 'phone'
  switchTeam: SwitchTeam
  /** Absent: they may not make teams. */
  createTeam: CreateTeam | undefined
}

const words = 'sr-only lg:not-sr-only lg:group-data-[folded=true]/bar:sr-only'
const frames = {
  bar: 'flex h-11 w-full items-center gap-2 rounded-md px-2.5 text-left',
  phone: 'flex h-9 min-w-0 items-center gap-2.5 rounded-md text-left',
}

/** The team one works in; where there are others, or one may make one, a menu of them. */
export function TeamSwitcher({ teams, present, look, switchTeam, createTeam }: TeamSwitcherProps) {
  const [making, setMaking] = useState(false)
  const [leaving, startLeaving] = useTransition()
  const name = <TeamName look={look} name={present.teamName} />
  if (teams.length < 2 && !createTeam) return <div className={frames[look]}>{name}</div>
  const choose = (teamId: string) => {
    if (teamId === present.teamId || leaving) return
    startLeaving(() => switchTo(switchTeam, teamId))
  }
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger
          aria-busy={leaving}
          title={look === 'bar' ? present.teamName : undefined}
          className={cn(frames[look], 'hover:bg-accent focus-visible:-outline-offset-2')}
        >
          {name}
          <ChevronsUpDown
            aria-hidden
            className={cn(
              'size-4 shrink-0 text-muted-foreground',
              look === 'bar' && 'ml-auto hidden lg:block lg:group-data-[folded=true]/bar:hidden',
            )}
          />
          <span className="sr-only">{leaving ? 'Changing the team…' : 'Change the team'}</span>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start" className="w-64 max-w-[calc(100vw-1rem)]">
          <DropdownMenuLabel>Your teams</DropdownMenuLabel>
          <DropdownMenuRadioGroup value={present.teamId} onValueChange={choose}>
            {teams.map((team) => (
              <DropdownMenuRadioItem key={team.teamId} value={team.teamId} disabled={leaving}>
                <span className="min-w-0">
                  <span className="block truncate">{team.name}</span>
                  <span className="block text-xs text-muted-foreground">{roleNames[team.role].name}</span>
                </span>
              </DropdownMenuRadioItem>
            ))}
          </DropdownMenuRadioGroup>
          {createTeam && (
            <>
              <DropdownMenuSeparator />
              <DropdownMenuItem onSelect={() => setMaking(true)}>
                <Plus aria-hidden /> New team…
              </DropdownMenuItem>
            </>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      {createTeam && <NewTeamDialog open={making} onOpenChange={setMaking} createTeam={createTeam} />}
    </>
  )
}

function TeamName({ look, name }: { look: 'bar' | 'phone'; name: string }) {
  if (look === 'phone') {
    return (
      <>
        <Wordmark />
        <span className="truncate border-l pl-2.5 text-xs text-muted-foreground">{name}</span>
      </>
    )
  }
  return (
    <>
      <Mark className="size-6 shrink-0 text-primary" />
      <span className={words}>
        <span className="block text-sm leading-5 font-semibold tracking-tight">Docket</span>
        <span className="block w-36 truncate text-xs leading-4 text-muted-foreground" title={name}>
          {name}
        </span>
      </span>
    </>
  )
}
