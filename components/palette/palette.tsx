'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { Dialog as DialogPrimitive } from 'radix-ui'
import { useEffect, useRef, useState } from 'react'
import { act, boundNow } from '@/components/keys/dispatch'
import { palette } from '@/components/keys/opened'
import type { NavigationGroup } from '@/components/shell/navigation'
import { type SwitchTeam, switchTo } from '@/components/shell/switch-to'
import { mayLeave } from '@/components/shell/unsaved'
import { overlayClasses } from '@/components/ui/dialog'
import { useReturnFocus } from '@/components/ui/return-focus'
import type { ActionResult } from '@/lib/http/server-action'
import type { OwnTeam } from '@/lib/teams/list-own-teams'
import { actionEntries, type Entry, pageEntries, queueEntries, teamEntries } from './entries'
import { PaletteBox } from './palette-box'
import type { FindCases } from './use-found-cases'

interface PaletteProps {
  navigation: NavigationGroup[]
  /** One's other teams. */
  teams: OwnTeam[]
  switchTeam: SwitchTeam
  find: FindCases
  listQueues(input: null): Promise<ActionResult<{ id: string; name: string }[]>>
}

/** Ctrl or Cmd with K, on any page: one field for a case by whatever names it, a page, a queue, or what can be done here. */
export function Palette({ navigation, teams, switchTeam, find, listQueues }: PaletteProps) {
  const router = useRouter()
  const open = palette.use()
  const [queues, setQueues] = useState<KnownQueues>('loading')
  // What was chosen is done once the focus is back where it was.
  const after = useRef<(() => void) | null>(null)

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const modified = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
      if (!modified || event.key.toLowerCase() !== 'k' || event.isComposing) return
      if (!palette.get() && document.querySelector('[role="dialog"], [role="alertdialog"]')) return
      event.preventDefault()
      palette.set(!palette.get())
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
  useEffect(() => {
    if (!open) return
    // Those of the last time stand meanwhile; without any the palette still works, and says so.
    const failed = () => setQueues((known) => (typeof known === 'string' ? 'failed' : known))
    listQueues(null).then((result) => (result.ok ? setQueues(result.data) : failed()), failed)
  }, [open, listQueues])

  const focus = useReturnFocus({
    onCloseAutoFocus(event) {
      const next = after.current
      after.current = null
      if (!next) return
      event.preventDefault()
      next()
    },
  })
  const choose = ({ href, action, teamId }: Entry) => {
    if (href) {
      const isHere = new URL(href, window.location.href).pathname === window.location.pathname
      if (isHere || mayLeave()) router.push(href as Route)
    } else if (teamId) void switchTo(switchTeam, teamId)
    else if (action) after.current = () => act(action)
    palette.set(false)
  }
  return (
    <DialogPrimitive.Root open={open} onOpenChange={palette.set}>
      <DialogPrimitive.Portal>
        <DialogPrimitive.Overlay className={overlayClasses} />
        <DialogPrimitive.Content
          aria-describedby={undefined}
          {...focus}
          className="fixed top-[12dvh] left-1/2 z-50 w-full max-w-[calc(100%-1.5rem)] -translate-x-1/2 overflow-hidden rounded-lg border bg-popover text-popover-foreground shadow-lg sm:max-w-xl"
        >
          <DialogPrimitive.Title className="sr-only">Go to</DialogPrimitive.Title>
          <Inside navigation={navigation} teams={teams} queues={queues} find={find} onChoose={choose} />
        </DialogPrimitive.Content>
      </DialogPrimitive.Portal>
    </DialogPrimitive.Root>
  )
}

type KnownQueues = { id: string; name: string }[] | 'loading' | 'failed'

interface InsideProps {
  navigation: NavigationGroup[]
  teams: OwnTeam[]
  queues: KnownQueues
  find: FindCases
  onChoose(entry: Entry): void
}

/** Made anew whenever the palette opens, so that it offers what the page can do just then. */
function Inside({ navigation, teams, queues, find, onChoose }: InsideProps) {
  const [actions] = useState(() => actionEntries(boundNow()))
  const known = typeof queues === 'string' ? [] : queueEntries(queues)
  const entries = [...actions, ...pageEntries(navigation), ...known, ...teamEntries(teams)]
  return (
    <PaletteBox
      entries={entries}
      missing={typeof queues === 'string' ? queueWords[queues] : null}
      find={find}
      onChoose={onChoose}
    />
  )
}

const queueWords = { loading: 'Loading the queues…', failed: 'The queues could not be loaded. Open this again to try.' }
