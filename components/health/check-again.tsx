'use client'

import { RotateCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'

/** Asks the server once more how it is. */
export function CheckAgain() {
  const router = useRouter()
  const [pending, start] = useTransition()
  return (
    <Button variant="outline" disabled={pending} onClick={() => start(() => router.refresh())}>
      <RotateCw aria-hidden className={cn(pending && 'animate-spin')} />
      Check again
    </Button>
  )
}
