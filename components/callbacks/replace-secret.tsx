'use client'

import { useState, useTransition } from 'react'
import { CopyButton } from '@/components/settings/copy-button'
import { Refusal } from '@/components/shell/refusal'
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogTitle,
  AlertDialogTrigger,
} from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { DialogFooter, DialogHeader } from '@/components/ui/dialog'
import { Label } from '@/components/ui/label'
import type { ActionResult } from '@/lib/http/server-action'

export type ReplaceSecretAction = (input: Record<string, never>) => Promise<ActionResult<{ secret: string }>>

/** Makes a new signing secret after a question, and shows it this once. */
export function ReplaceSecret({ replaceSecret }: { replaceSecret: ReplaceSecretAction }) {
  const [open, setOpen] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const [message, setMessage] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const change = (to: boolean) => {
    setOpen(to)
    setMessage(null)
    if (!to) setSecret(null)
  }
  const replace = () =>
    start(async () => {
      const result = await replaceSecret({}).catch(() => null)
      if (result?.ok) setSecret(result.data.secret)
      else setMessage(result?.message ?? 'Docket could not be reached. Reload the page before you try again.')
    })
  return (
    <AlertDialog open={open} onOpenChange={change}>
      <AlertDialogTrigger asChild>
        <Button variant="outline">Replace the secret</Button>
      </AlertDialogTrigger>
      {/* Once the secret is shown, only its own button closes: a slip of a finger must not lose it. */}
      <AlertDialogContent
        className="sm:max-w-lg"
        onEscapeKeyDown={(event) => {
          if (secret) event.preventDefault()
        }}
      >
        <DialogHeader className="pr-0">
          <AlertDialogTitle>{secret ? 'The new signing secret' : 'Replace the signing secret?'}</AlertDialogTitle>
          <AlertDialogDescription>
            {secret
              ? 'Copy it now and give it to your receivers: it is shown this once and cannot be read again.'
              : 'From the next try on, every callback of this team is signed with a new secret. Receivers that check signatures refuse them until they are given the new one.'}
          </AlertDialogDescription>
        </DialogHeader>
        <Refusal message={message} />
        {secret ? <NewSecret secret={secret} onDone={() => change(false)} /> : null}
        {secret ? null : (
          <DialogFooter>
            <AlertDialogCancel asChild>
              <Button variant="outline">Keep it</Button>
            </AlertDialogCancel>
            <Button variant="destructive" onClick={replace} disabled={pending}>
              {pending ? 'Replacing…' : 'Replace the secret'}
            </Button>
          </DialogFooter>
        )}
      </AlertDialogContent>
    </AlertDialog>
  )
}

function NewSecret({ secret, onDone }: { secret: string; onDone(): void }) {
  return (
    <>
      <div className="grid gap-1.5">
        <Label htmlFor="new-secret">Signing secret</Label>
        <div className="flex gap-2">
          <input
            id="new-secret"
            readOnly
            value={secret}
            onFocus={(event) => event.currentTarget.select()}
            className="h-9 w-full min-w-0 rounded-md border border-input bg-muted px-3 font-mono text-[0.8125rem]"
          />
          <CopyButton text={secret} label="Copy the signing secret" />
        </div>
      </div>
      <DialogFooter>
        <Button onClick={onDone}>I have copied it</Button>
      </DialogFooter>
    </>
  )
}
