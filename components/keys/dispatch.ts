import { type KeyAction, keyNames } from '@/lib/desk/key-actions'
import type { KeyMap } from '@/lib/desk/key-rules'
import { type FocusedElement, isShortcut, type PressedKey, spellings, takesEnter, takesText } from './shortcut'

/** What actions do on this page; undefined: just now nothing. */
export type Bindings = { [Action in KeyAction]?: (() => void) | undefined }

interface Bound {
  bindings: Bindings
  map: KeyMap
}

/** A component's bindings as they are at the moment. */
export interface Held {
  current: Bound
}

const bound: Held[] = []
const listeners = new Set<() => void>()
let changes = 0

function changed(): void {
  changes += 1
  for (const listener of listeners) listener()
}

/** Tells of components that come and go with their bindings; what comes back ends that. */
export function onBound(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** How often that has happened. */
export function boundChanges(): number {
  return changes
}

/** Adds a component's bindings over those that are there; what comes back takes them away. */
export function bind(held: Held): () => void {
  bound.push(held)
  changed()
  return () => {
    const at = bound.indexOf(held)
    if (at === -1) return
    bound.splice(at, 1)
    changed()
  }
}

/** The actions that would do something now. */
export function boundNow(): Set<KeyAction> {
  return new Set(keyNames.filter((name) => bound.some(({ current }) => current.bindings[name])))
}

/** Does what an action does on this page, as its key would; false where it does nothing. */
export function act(action: KeyAction): boolean {
  const run = bound.findLast(({ current }) => current.bindings[action])?.current.bindings[action]
  run?.()
  return run !== undefined
}

/** What a press is to do; null where it is none of ours. `focus`: where the keyboard is. */
export function actionFor(pressed: PressedKey, focus: FocusedElement | null): (() => void) | null {
  if (!isShortcut(pressed) || takesText(focus)) return null
  if (pressed.key === 'Enter' && takesEnter(focus)) return null
  for (const key of spellings(pressed)) {
    for (const { current } of bound.toReversed()) {
      const action = keyNames.find((name) => current.map[name] === key && current.bindings[name])
      const run = action && current.bindings[action]
      if (run) return run
    }
  }
  return null
}
