'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type KeyHelp, KeysDialog } from '@/components/keys/keys-dialog'
import { useKeys } from '@/components/keys/use-keys'

interface CaseKeysProps {
  queueHref: string
  previousHref: string | null
  nextHref: string | null
}

const help: KeyHelp[] = [
  { keys: ['j', 'k'], does: 'Next and previous case of the queue' },
  { keys: ['q'], does: 'Back to the queue' },
  { keys: ['1', '–', '6'], does: 'Choose a finding' },
  { keys: ['r'], does: 'Go to the reason' },
  { keys: ['Ctrl', 'Enter'], does: 'In the decision: submit' },
  { keys: ['Ctrl', 'Shift', 'Enter'], does: 'In the decision: submit and next' },
  { keys: ['+', '-', '0'], does: 'In the image viewer: zoom, and fit' },
  { keys: [',', '.'], does: 'In a video: previous and next finding' },
  { keys: ['?'], does: 'Show this list' },
]

/** The keys that lead away from a case, and the list of all of its keys. */
export function CaseKeys({ queueHref, previousHref, nextHref }: CaseKeysProps) {
  const router = useRouter()
  const go = (href: string | null) => href && router.push(href as Route)
  useKeys({ j: () => go(nextHref), k: () => go(previousHref), q: () => go(queueHref) })
  return <KeysDialog help={help} />
}
