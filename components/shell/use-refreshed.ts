'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef, useTransition } from 'react'

/** Asks the server for the page again; what it gives resolves when the new page is shown. */
export function useRefreshed(): () => Promise<void> {
  const router = useRouter()
  const [pending, start] = useTransition()
  const shown = useRef<(() => void) | null>(null)
  useEffect(() => {
    if (!pending) shown.current?.()
  }, [pending])
  return useCallback(
    () =>
      new Promise<void>((resolve) => {
        shown.current = resolve
        start(() => router.refresh())
      }),
    [router],
  )
}
