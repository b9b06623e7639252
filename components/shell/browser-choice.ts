/** A choice that is kept in this browser, and followed by every part of the page that shows it. */
export interface BrowserChoice {
  /** What was chosen last; null where nothing was, and where the browser keeps nothing. */
  read(): string | null
  keep(chosen: string): void
  /** Calls when it changes in this window, until what it returns is called. */
  follow(onChange: () => void): () => void
}

/** The choice kept under a name. A browser that keeps nothing (as in some private windows) is as one where nothing was chosen. */
export function browserChoice(name: string): BrowserChoice {
  const listeners = new Set<() => void>()
  return {
    read() {
      try {
        return window.localStorage.getItem(name)
      } catch {
        return null
      }
    },
    keep(chosen) {
      try {
        window.localStorage.setItem(name, chosen)
      } catch {
        // It is as it was.
      }
      for (const listener of listeners) listener()
    },
    follow(onChange) {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
  }
}
