'use client'

import { useSyncExternalStore } from 'react'
import { browserChoice } from '@/components/shell/browser-choice'

const choice = browserChoice('docket-single-keys')

/** Whether this browser's user wants single-key shortcuts; they do until they say otherwise. */
export function singleKeysOn(): boolean {
  return choice.read() !== 'off'
}

/** Remembers the wish in this browser. */
export function setSingleKeys(on: boolean): void {
  choice.keep(on ? 'on' : 'off')
}

/** The wish, followed as it changes. */
export function useSingleKeys(): boolean {
  return useSyncExternalStore(choice.follow, singleKeysOn, () => true)
}
