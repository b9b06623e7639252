'use client'

import { LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { useTheme } from 'next-themes'
import { useState, useTransition } from 'react'
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogTitle,
} from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { DialogFooter, DialogHeader } from '@/components/ui/dialog'
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
import type { Role } from '@/lib/access/actor'
import { leaveSession, lostBySigningOut } from './leave-session'
import { roleNames } from './role-names'

interface UserMenuProps {
  name: string
  email: string
  role: Role
  teamName: string
  /** `bar`: with name and role where the sidebar is wide. `round`: the initials alone. */
  look: 'bar' | 'round'
  signOut(input: null): Promise<unknown>
}

const words = 'sr-only lg:not-sr-only lg:group-data-[folded=true]/bar:sr-only'

/** Who is signed in and as what, how the pages look, and the way out. */
export function UserMenu({ name, email, role, teamName, look, signOut }: UserMenuProps) {
  const { theme, setTheme } = useTheme()
  const [leaving, startLeaving] = useTransition()
  const [lost, setLost] = useState<string | null>(null)
  const leave = () => startLeaving(() => leaveSession(signOut))
  const ask = () => {
    const would = lostBySigningOut()
    if (would) setLost(would)
    else leave()
  }
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger
          className={
            look === 'bar'
              ? 'flex h-11 w-full items-center gap-2.5 rounded-md px-1.5 text-left hover:bg-accent focus-visible:-outline-offset-2'
              : 'grid size-9 place-items-center rounded-full'
          }
        >
          <span
            aria-hidden
            className="grid size-7 shrink-0 place-items-center rounded-full bg-primary text-[0.6875rem] font-semibold text-primary-foreground"
          >
            {initials(name)}
          </span>
          <span className={look === 'bar' ? words : 'sr-only'}>
            <span className="block w-36 truncate text-sm leading-5 font-medium">{name}</span>
            <span className="block text-xs leading-4 text-muted-foreground">{roleNames[role].name}</span>
          </span>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end" side={look === 'bar' ? 'right' : 'bottom'} className="w-64">
          <div className="px-2 py-1.5">
            <p className="truncate text-sm font-medium">{name}</p>
            <p className="truncate text-xs text-muted-foreground">{email}</p>
            <p className="mt-1 text-xs text-muted-foreground">
              {roleNames[role].name} in {teamName}
            </p>
          </div>
          <DropdownMenuSeparator />
          <DropdownMenuLabel>Look</DropdownMenuLabel>
          <DropdownMenuRadioGroup value={theme ?? 'system'} onValueChange={setTheme}>
            <DropdownMenuRadioItem value="light">
              <Sun aria-hidden /> Light
            </DropdownMenuRadioItem>
            <DropdownMenuRadioItem value="dark">
              <Moon aria-hidden /> Dark
            </DropdownMenuRadioItem>
            <DropdownMenuRadioItem value="system">
              <Monitor aria-hidden /> As the system
            </DropdownMenuRadioItem>
          </DropdownMenuRadioGroup>
          <DropdownMenuSeparator />
          <DropdownMenuItem disabled={leaving} onSelect={ask}>
            <LogOut aria-hidden /> Sign out
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <AlertDialog open={lost !== null} onOpenChange={(open) => (open ? undefined : setLost(null))}>
        <AlertDialogContent>
          <DialogHeader className="pr-0">
            <AlertDialogTitle>Sign out all the same?</AlertDialogTitle>
            <AlertDialogDescription>{lost}</AlertDialogDescription>
          </DialogHeader>
          <DialogFooter>
            <AlertDialogCancel asChild>
              <Button variant="outline">Stay signed in</Button>
            </AlertDialogCancel>
            <Button variant="destructive" onClick={leave} disabled={leaving}>
              {leaving ? 'Signing out…' : 'Sign out'}
            </Button>
          </DialogFooter>
        </AlertDialogContent>
      </AlertDialog>
    </>
  )
}

function initials(name: string): string {
  const parts = name.trim().split(/\s+/)
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map((part) => [...(part ?? '')][0] ?? '')
  return letters.join('').toUpperCase()
}
