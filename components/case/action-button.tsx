'use client'

import { LoaderCircle } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, type ButtonProps } from '@/components/ui/button'
import type { ActionResult } from '@/lib/http/server-action'
import { useAction } from './use-action'

interface ActionButtonProps<Input> extends Omit<ButtonProps, 'onClick'> {
  action(input: Input): Promise<ActionResult<unknown>>
  input: Input
  /** What it says while it works. */
  busy: string
  onDone?(): void
  children: ReactNode
}

/** A button that does one thing on the server and shows the page as it is afterwards. */
export function ActionButton<Input>({ action, input, busy, onDone, children, ...props }: ActionButtonProps<Input>) {
  const { pending, run } = useAction()
  return (
    <Button {...props} aria-disabled={pending} onClick={() => run(() => action(input), onDone)}>
      {pending ? (
        <>
          <LoaderCircle aria-hidden className="animate-spin" /> {busy}
        </>
      ) : (
        children
      )}
    </Button>
  )
}
