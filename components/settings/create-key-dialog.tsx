'use client'

import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog'
import { type CreateKey, CreateKeyForm } from './create-key-form'
import { NewKey } from './new-key'

/** The button and the dialog by which an admin makes a key; then the key, this once. */
export function CreateKeyDialog({ createKey, address }: { createKey: CreateKey; address: string }) {
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<{ key: string; name: string } | null>(null)
  const change = (to: boolean) => {
    setOpen(to)
    if (!to) setMade(null)
  }
  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button>
          <KeyRound aria-hidden />
          Create a key
        </Button>
      </DialogTrigger>
      {/* Once the key is shown, only its own button closes: a slip of the mouse must not lose it. */}
      <DialogContent
        className="sm:max-w-xl"
        onInteractOutside={(event) => {
          if (made) event.preventDefault()
        }}
        onEscapeKeyDown={(event) => {
          if (made) event.preventDefault()
        }}
      >
        <DialogHeader>
          <DialogTitle>{made ? `The key “${made.name}”` : 'Create a key'}</DialogTitle>
          <DialogDescription>
            {made
              ? 'Copy it now: it is shown this once and cannot be read again.'
              : 'For a program that hands in media or reads verdicts over the Detect API.'}
          </DialogDescription>
        </DialogHeader>
        {made ? (
          <NewKey apiKey={made.key} address={address} onDone={() => change(false)} />
        ) : (
          <CreateKeyForm createKey={createKey} onCreated={setMade} />
        )}
      </DialogContent>
    </Dialog>
  )
}
