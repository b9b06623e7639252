import { useSyncExternalStore } from 'react'

/** Whether one thing that stands beside every page is open; any control can open it. */
export interface Opened {
  set(open: boolean): void
  get(): boolean
  use(): boolean
}

/** Makes one of these, closed. */
export function opened(): Opened {
  const listeners = new Set<() => void>()
  let open = false
  const get = () => open
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  return {
    get,
    set(next) {
      open = next
      for (const listener of listeners) listener()
    },
    use: () => useSyncExternalStore(subscribe, get, () => false),
  }
}

/** The list of keys. */
export const keysSheet = opened()

/** The box that finds cases, pages and actions. */
export const palette = opened()
