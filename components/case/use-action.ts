'use client'

import { useRouter } from 'next/navigation'
import { useRef, useTransition } from 'react'
import { toast } from 'sonner'
import { turnedBack } from '@/components/shell/prove-then'
import { useStepUp } from '@/components/shell/step-up-context'
import type { ActionResult } from '@/lib/http/server-action'
import { unreachable } from './case-actions'

/**
 * Runs an action once at a time and asks for the page again, staying pending until the new page is there. A refusal is
 * told in a toast, unless `refused` takes it; nothing is told to whoever would not confirm that it is them.
 */
export function useAction() {
  const router = useRouter()
  const provedThen = useStepUp()
  const [pending, start] = useTransition()
  const busy = useRef(false)

  function run<T>(
    act: () => Promise<ActionResult<T>>,
    done?: (data: T) => void,
    refused?: (result: Extract<ActionResult<T>, { ok: false }>) => void,
  ): void {
    if (busy.current) return
    busy.current = true
    start(async () => {
      const result = await provedThen(act).catch((): ActionResult<T> => unreachable)
      busy.current = false
      if (result.ok) {
        done?.(result.data)
        // Inside the transition, so that the control stays busy until what it changed is on the page.
        start(() => router.refresh())
      } else if (turnedBack(result)) return
      else if (refused) refused(result)
      else toast.error(result.message)
    })
  }
  return { pending, run }
}
