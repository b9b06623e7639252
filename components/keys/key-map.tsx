'use client'

import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { KeyAction } from '@/lib/desk/key-actions'
import { type KeyMap, keyMapOf } from '@/lib/desk/key-rules'
import { useSingleKeys } from './preference'

const Context = createContext<KeyMap>(keyMapOf({}))

/** Makes a person's own keys count for everything beneath it. `own`: action to key, as kept; unknown ones are passed over. */
export function KeyMapProvider({ own, children }: { own: Record<string, string>; children: ReactNode }) {
  // The text decides, so that a page that came again with the same keys changes nothing.
  const text = JSON.stringify(own)
  const map = useMemo(() => keyMapOf(JSON.parse(text) as Record<string, string>), [text])
  return <Context.Provider value={map}>{children}</Context.Provider>
}

/** The key of every action as this person has it. */
export function useKeyMap(): KeyMap {
  return useContext(Context)
}

/** What `aria-keyshortcuts` of the action's control says; undefined while single keys are off. */
export function useShortcut(action: KeyAction): string | undefined {
  const on = useSingleKeys()
  const map = useKeyMap()
  return on ? map[action] : undefined
}
