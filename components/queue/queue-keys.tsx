'use client'

import { type KeyHelp, KeysDialog } from '@/components/keys/keys-dialog'

const help: KeyHelp[] = [
  { keys: ['j', 'k'], does: 'Next and previous case' },
  { keys: ['Enter'], does: 'Open the case' },
  { keys: ['/'], does: 'Search' },
  { keys: ['?'], does: 'Show this list' },
]

/** The list of the queue's keys. */
export function QueueKeys() {
  return <KeysDialog help={help} />
}
