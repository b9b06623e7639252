'use client'

import { Keyboard } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog'
import { Switch } from '@/components/ui/switch'
import { setSingleKeys, useSingleKeys } from './preference'
import { useKeys } from './use-keys'

export interface KeyHelp {
  keys: string[]
  does: string
}

/** The keys of a page, opened by its button or `?`, with the switch that turns single keys off. */
export function KeysDialog({ help }: { help: KeyHelp[] }) {
  const [open, setOpen] = useState(false)
  const on = useSingleKeys()
  const id = useId()
  useKeys({ '?': () => setOpen(true) })
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label="Keyboard shortcuts" title="Keyboard shortcuts (?)">
          <Keyboard aria-hidden />
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Keyboard shortcuts</DialogTitle>
          <DialogDescription>They rest while you type in a field or a dialog is open.</DialogDescription>
        </DialogHeader>
        <dl className="grid gap-1 text-sm">
          {help.map(({ keys, does }) => (
            <div key={does} className="flex items-center justify-between gap-4 border-b py-1.5 last:border-0">
              <dt>{does}</dt>
              <dd className="flex shrink-0 gap-1">
                {keys.map((key) => (
                  <kbd key={key} className="rounded-sm border bg-muted px-1.5 py-0.5 font-mono text-xs">
                    {key}
                  </kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <div className="flex items-center justify-between gap-4 rounded-md bg-muted px-3 py-2.5">
          <label htmlFor={id} className="text-sm font-medium">
            Use single-key shortcuts in this browser
          </label>
          <Switch id={id} checked={on} onCheckedChange={setSingleKeys} />
        </div>
      </DialogContent>
    </Dialog>
  )
}
