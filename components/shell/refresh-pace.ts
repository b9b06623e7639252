/** Milliseconds in which the changes that come together are answered by one refresh. */
const gatherMs = 150
/** From the end of a refresh to the next at the earliest: where the server is slow it is asked less often. */
const restMs = 1000
/** How long a refresh that is never heard of again, as one that another page overtook, holds up those after it. */
const patienceMs = 30_000

export interface RefreshPace {
  /** Something changed that the page does not show yet. */
  changed(): void
  /** Forgets what has not been asked for yet. */
  stop(): void
}

/**
 * When a page that is told of changes asks for itself again: soon after the first, then about once in a second as long as
 * they go on, never while the last one asked for is on its way, and once more after the last of them. `refresh` resolves,
 * or rejects, when what it asked for is there.
 */
export function paceRefreshes(refresh: () => Promise<unknown>): RefreshPace {
  let planned: ReturnType<typeof setTimeout> | undefined
  let underWay = false
  let missed = false
  let notBefore = 0

  const plan = () => {
    planned ??= setTimeout(() => void run(), Math.max(gatherMs, notBefore - performance.now()))
  }
  const run = async () => {
    planned = undefined
    missed = false
    underWay = true
    await inTime(refresh())
    underWay = false
    notBefore = performance.now() + restMs
    if (missed) plan()
  }
  return {
    changed: () => {
      if (underWay) missed = true
      else plan()
    },
    stop: () => {
      clearTimeout(planned)
      planned = undefined
      missed = false
    },
  }
}

/** Resolves when the refresh has ended in whatever way, or patience has. */
async function inTime(refreshing: Promise<unknown>): Promise<void> {
  let late: ReturnType<typeof setTimeout> | undefined
  const patience = new Promise((resolve) => {
    late = setTimeout(resolve, patienceMs)
  })
  await Promise.race([refreshing.catch(() => {}), patience])
  clearTimeout(late)
}
