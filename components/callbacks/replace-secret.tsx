'use client'

import { useState, useTransition } from 'react'
import { ShownOnce } from '@/components/settings/shown-once'
import { turnedBack } from '@/components/shell/prove-then'
import { Refusal } from '@/components/shell/refusal'
import { useStepUp } from '@/components/shell/step-up-context'
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
import type { ActionResult } from '@/lib/http/server-action'

export type ReplaceSecretAction<Input> = (input: Input) => Promise<ActionResult<{ secret: string }>>

interface ReplaceSecretProps<Input> {
  replaceSecret: ReplaceSecretAction<Input>
  input: Input
  /** What it means for receivers, asked before. */
  question: string
}

/** Makes a new signing secret after a question, and shows it this once. */
export function ReplaceSecret<Input>({ replaceSecret, input, question }: ReplaceSecretProps<Input>) {
  const [open, setOpen] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const [message, setMessage] = useState<string | null>(null)
  const provedThen = useStepUp()
  const [pending, start] = useTransition()
  const change = (to: boolean) => {
    setOpen(to)
    setMessage(null)
    if (!to) setSecret(null)
  }
  const replace = () =>
    start(async () => {
      const result = await provedThen(() => replaceSecret(input)).catch(() => null)
      if (result?.ok) setSecret(result.data.secret)
      else if (!turnedBack(result))
        setMessage(result?.message ?? 'Docket could not be reached. Reload the page before you try again.')
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
              : question}
          </AlertDialogDescription>
        </DialogHeader>
        <Refusal message={message} />
        {secret ? (
          <>
            <ShownOnce id="new-secret" label="Signing secret" value={secret} />
            <DialogFooter>
              <Button onClick={() => change(false)}>I have copied it</Button>
            </DialogFooter>
          </>
        ) : null}
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
