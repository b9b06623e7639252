'use client'

import { useRouter } from 'next/navigation'
import { useRef, useTransition } from 'react'
import { toast } from 'sonner'
import type { ActionResult } from '@/lib/http/server-action'
import { unreachable } from './case-actions'

/**
 * Runs an action once at a time and asks for the page again, staying pending until the new page is there. A refusal is
 * told in a toast, unless `refused` takes it.
 */
export function useAction() {
  const router = useRouter()
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
      const result = await act().catch((): ActionResult<T> => unreachable)
      busy.current = false
      if (result.ok) {
        done?.(result.data)
        // Inside the transition, so that the control stays busy until what it changed is on the page.
        start(() => router.refresh())
      } else if (refused) refused(result)
      else toast.error(result.message)
    })
  }
  return { pending, run }
}
