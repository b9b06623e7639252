'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { useId, useSyncExternalStore } from 'react'
import { cn } from '@/components/ui/cn'
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from '@/components/ui/dialog'
import { Switch } from '@/components/ui/switch'
import { boundChanges, boundNow, onBound } from './dispatch'
import { KeyCaps } from './key-caps'
import { otherKeys } from './key-groups'
import { useKeyMap } from './key-map'
import { listedKeys } from './listed-keys'
import { keysSheet } from './opened'
import { setSingleKeys, useSingleKeys } from './preference'
import { useKeys } from './use-keys'

/** The list of keys, opened with `?` on any page: what works here, everything else, and the switch that turns them off. */
export function KeysSheet() {
  const open = keysSheet.use()
  useKeys({ help: () => keysSheet.set(true) })
  return (
    <Dialog open={open} onOpenChange={keysSheet.set}>
      <DialogContent className="sm:max-w-3xl">
        <DialogHeader>
          <DialogTitle>Keyboard shortcuts</DialogTitle>
          <DialogDescription>They rest while you type in a field or something like this is open.</DialogDescription>
        </DialogHeader>
        <KeysList />
      </DialogContent>
    </Dialog>
  )
}

function KeysList() {
  // Made anew whenever the sheet opens, and while it is open when the page behind it has come.
  useSyncExternalStore(onBound, boundChanges, () => 0)
  const on = useSingleKeys()
  const id = useId()
  const { here, elsewhere } = listedKeys(boundNow(), useKeyMap())
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-md bg-muted px-3 py-2.5">
        <label htmlFor={id} className="text-sm font-medium">
          Use single-key shortcuts in this browser
        </label>
        <Switch id={id} checked={on} onCheckedChange={setSingleKeys} />
        <Link
          href={'/settings/keyboard' as Route}
          onClick={() => keysSheet.set(false)}
          className="w-full text-sm text-primary underline underline-offset-4"
        >
          Choose other keys
        </Link>
      </div>
      <Group name="On this page" keys={here} wide />
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        {elsewhere.map(({ name, keys }) => (
          <Group key={name} name={`${name}, on other pages`} keys={keys} />
        ))}
        <Group name="Always the same" keys={otherKeys} />
      </div>
    </>
  )
}

interface GroupProps {
  name: string
  keys: { keys: string[]; does: string }[]
  /** In two columns where there is room. */
  wide?: true
}

function Group({ name, keys, wide }: GroupProps) {
  const id = useId()
  if (keys.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="mb-1 text-[0.8125rem] font-medium text-muted-foreground">
        {name}
      </h3>
      <dl className={cn('text-sm', wide && 'sm:columns-2 sm:gap-8')}>
        {keys.map(({ keys: pressed, does }) => (
          <div
            key={does}
            className="flex break-inside-avoid items-center justify-between gap-4 border-b py-1.5 last:border-0"
          >
            <dt>{does}</dt>
            <dd>{pressed.length > 0 ? <KeyCaps keys={pressed} /> : 'No key'}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
