'use client'

import { useSyncExternalStore } from 'react'
import { browserChoice } from '@/components/shell/browser-choice'

const choice = browserChoice('docket-policy-words')
/** From here on the decision stands beside the media, with room for the words of its policy. */
const wide = '(min-width: 80rem)'

/** Whether the policy's words are unfolded: as this browser's user last chose, else on a wide screen and not on a narrow one. */
export function policyUnfolded(): boolean {
  const chosen = choice.read()
  return chosen === null ? window.matchMedia(wide).matches : chosen === 'unfolded'
}

/** Remembers the choice in this browser. */
export function setPolicyUnfolded(unfolded: boolean): void {
  choice.keep(unfolded ? 'unfolded' : 'folded')
}

/** The choice, followed as it and the width of the window change. A page that comes from the server has them unfolded. */
export function usePolicyUnfolded(): boolean {
  return useSyncExternalStore(subscribe, policyUnfolded, () => true)
}

function subscribe(onChange: () => void): () => void {
  const width = window.matchMedia(wide)
  const leave = choice.follow(onChange)
  width.addEventListener('change', onChange)
  return () => {
    leave()
    width.removeEventListener('change', onChange)
  }
}
