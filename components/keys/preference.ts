'use client'

import { useSyncExternalStore } from 'react'

const name = 'docket-single-keys'
const listeners = new Set<() => void>()

/** Whether this browser's user wants single-key shortcuts; they do until they say otherwise. */
export function singleKeysOn(): boolean {
  try {
    return window.localStorage.getItem(name) !== 'off'
  } catch {
    return true
  }
}

/** Remembers the wish in this browser. */
export function setSingleKeys(on: boolean): void {
  try {
    window.localStorage.setItem(name, on ? 'on' : 'off')
  } catch {
    // A browser that keeps nothing keeps the shortcuts on.
  }
  for (const listener of listeners) listener()
}

/** The wish, followed as it changes. */
export function useSingleKeys(): boolean {
  return useSyncExternalStore(subscribe, singleKeysOn, () => true)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
