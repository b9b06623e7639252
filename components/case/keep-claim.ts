import { beatAfter, isAttended, isWatching, type Presence } from './lease-beat'

/** When a renewed claim ends, as in `heldUntil`; or it is lost, or nothing was heard: then it is tried again soon. */
export type Renewal = number | 'lost' | 'unheard'

/** One claim of one's own, for as long as its case is open. */
export interface KeptClaim {
  /** When it ends, as last heard of: milliseconds since 1970 by this browser's clock. */
  heldUntil(end: number): void
  /** A key, the pointer or a touch. */
  input(): void
  /** Media plays. */
  plays(): void
  /** A break begins or ends. */
  rest(resting: boolean): void
  stop(): void
}

/** Renews a claim every third of what is left of it while somebody is there; after a while of nobody, at the first sign again. */
export function keepClaim(renew: () => Promise<Renewal>): KeptClaim {
  const begun = Date.now()
  // Over every renewal: one that began anew with each would never find that nobody is there.
  let presence: Presence = { input: begun, sign: begun, restsSince: null }
  let end = begun
  let timer: ReturnType<typeof setTimeout> | undefined
  let idle = false
  let stopped = false

  const beat = async () => {
    idle = !isAttended(presence, Date.now())
    if (idle) return
    const heard = await renew()
    if (stopped || heard === 'lost') return
    if (heard === 'unheard') again(Math.min(beatAfter(end - Date.now()), 10_000))
    else heldUntil(heard)
  }
  const heldUntil = (until: number) => {
    end = until
    again(beatAfter(end - Date.now()))
  }
  const again = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(beat, ms)
  }
  const seen = (change: Partial<Presence>) => {
    presence = { ...presence, sign: Date.now(), ...change }
    if (!idle) return
    idle = false
    void beat()
  }
  return {
    heldUntil,
    input: () => seen({ input: Date.now() }),
    plays() {
      if (isWatching(Date.now() - presence.input)) seen({})
    },
    rest(resting) {
      if (resting === (presence.restsSince !== null)) return
      seen({ input: Date.now(), restsSince: resting ? Date.now() : null })
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
