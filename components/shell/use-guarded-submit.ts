'use client'

import { type FormEvent, useContext, useRef, useTransition } from 'react'
import { toast } from 'sonner'
import type { Permission } from '@/lib/access/permissions'
import { turnedBack } from './prove-then'
import { StepUpContext } from './step-up-context'

const unreachable = 'Docket could not be reached, so nothing was downloaded. Check the connection and try again.'

/**
 * The `onSubmit` of a form whose answer the browser saves: what it would be refused for is asked first, so that no page of
 * refusal takes the place of this one. `started` is called once the browser has read the fields.
 */
export function useGuardedSubmit(permission: Permission, started?: () => void) {
  const { provedThen, assertProved } = useContext(StepUpContext)
  const [pending, start] = useTransition()
  const busy = useRef(false)
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy.current) return
    busy.current = true
    const form = event.currentTarget
    start(async () => {
      const result = await provedThen(() => assertProved({ permission })).catch(() => null)
      busy.current = false
      if (result?.ok) {
        form.submit()
        setTimeout(() => started?.())
      } else if (!turnedBack(result)) toast.error(result?.message ?? unreachable)
    })
  }
  return { pending, onSubmit }
}
