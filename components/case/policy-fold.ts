'use client'

import { useSyncExternalStore } from 'react'

const name = 'docket-policy-words'
/** From here on the decision stands beside the media, with room for the words of its policy. */
const wide = '(min-width: 80rem)'
const listeners = new Set<() => void>()

/** Whether the policy's words are unfolded: as this browser's user last chose, else on a wide screen and not on a narrow one. */
export function policyUnfolded(): boolean {
  try {
    const chosen = window.localStorage.getItem(name)
    if (chosen !== null) return chosen === 'unfolded'
  } catch {
    // A browser that keeps nothing has them as its screen is wide.
  }
  return window.matchMedia(wide).matches
}

/** Remembers the choice in this browser. */
export function setPolicyUnfolded(unfolded: boolean): void {
  try {
    window.localStorage.setItem(name, unfolded ? 'unfolded' : 'folded')
  } catch {
    // As above.
  }
  for (const listener of listeners) listener()
}

/** The choice, followed as it and the width of the window change. A page that comes from the server has them unfolded. */
export function usePolicyUnfolded(): boolean {
  return useSyncExternalStore(subscribe, policyUnfolded, () => true)
}

function subscribe(listener: () => void): () => void {
  const width = window.matchMedia(wide)
  listeners.add(listener)
  width.addEventListener('change', listener)
  return () => {
    listeners.delete(listener)
    width.removeEventListener('change', listener)
  }
}
