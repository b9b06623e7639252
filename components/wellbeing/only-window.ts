/** One turn among the windows of this browser: of two that show media side by side, one counts the time. */
export interface Turn {
  /** Whether this window has it; asks for it where not, and the next call tells. */
  has(): boolean
  giveUp(): void
}

/** Where the browser has no locks (pages without HTTPS), every window has its turn. */
export function turnOf(name: string, locks: LockManager | undefined): Turn {
  let release: (() => void) | null = null
  let asking = false
  const take = (lock: Lock | null) => {
    asking = false
    if (!lock) return
    return new Promise<void>((resolve) => {
      release = resolve
    })
  }
  return {
    has() {
      if (!locks || release) return true
      if (!asking) {
        asking = true
        locks.request(name, { ifAvailable: true }, take).catch(() => {
          asking = false
        })
      }
      return false
    },
    giveUp() {
      release?.()
      release = null
    },
  }
}
