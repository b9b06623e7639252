'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { KeysButton } from '@/components/keys/keys-button'
import { useKeys } from '@/components/keys/use-keys'

interface CaseKeysProps {
  queueHref: string
  previousHref: string | null
  nextHref: string | null
}

/** The keys that lead away from a case, and the button that opens the list of all of them. */
export function CaseKeys({ queueHref, previousHref, nextHref }: CaseKeysProps) {
  const router = useRouter()
  const to = (href: string | null) => (href === null ? undefined : () => router.push(href as Route))
  useKeys({ next: to(nextHref), previous: to(previousHref), toQueue: to(queueHref) })
  return <KeysButton />
}
