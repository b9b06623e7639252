'use client'

import { X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { AskFirst } from '@/components/settings/ask-first'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/http/server-action'

interface RemoveButtonProps<Input> {
  /** "Remove exhibit A". */
  name: string
  means: string
  /** Said once it is done. */
  done: string
  action(input: Input): Promise<ActionResult<unknown>>
  input: Input
}

/** Takes something off a case that cannot be brought back; asks first. */
export function RemoveButton<Input>({ name, means, done, action, input }: RemoveButtonProps<Input>) {
  const router = useRouter()
  return (
    <AskFirst
      question={`${name}?`}
      means={means}
      says={['Remove it', 'Removing…']}
      act={() => action(input)}
      done={done}
      onDone={() => router.refresh()}
    >
      <Button variant="ghost" size="icon-sm" aria-label={name} title={name}>
        <X aria-hidden />
      </Button>
    </AskFirst>
  )
}
