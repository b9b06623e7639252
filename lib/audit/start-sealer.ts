import { log } from '@/lib/log'
import { mirrorTrail, mirrorTrails } from './mirror-trails'
import { sealTrail, teamsToSeal } from './seal-trail'

/** Milliseconds from one look for unsealed events to the next. */
const pause = 1_000

/** Milliseconds from one look for what still has to be copied outside to the next. */
const mirrorPause = 60_000

/** Milliseconds until a trail that cannot be sealed is spoken of again. */
const silence = 60_000

/**
 * Seals every team's trail about once a second, and copies new checkpoints outside. Any number of workers may do so at once.
 * Answers the way to stop it, which waits for what it is at.
 */
export function startSealer(): () => Promise<void> {
  const told = new Map<string, number>()
  let stopped = false
  let wake = () => {}
  const complain = (about: string, error: unknown) => {
    if (performance.now() < (told.get(about) ?? 0)) return
    told.set(about, performance.now() + silence)
    log.error({ err: error, teamId: about }, 'could not seal the trail')
  }
  const seal = async (teamId: string) => {
    await sealTrail(teamId)
    await mirrorTrail(teamId)
  }
  let mirrorAt = 0
  let mirroring = false
  // Beside the sealing, which must not wait for a mail server.
  const mirror = async () => {
    if (mirroring || performance.now() < mirrorAt) return
    mirroring = true
    mirrorAt = performance.now() + mirrorPause
    await mirrorTrails()
      .catch((error: unknown) => complain('mirrors', error))
      .finally(() => {
        mirroring = false
      })
  }
  const pass = async () => {
    for (const teamId of await teamsToSeal()) {
      if (stopped) return
      await seal(teamId).catch((error: unknown) => complain(teamId, error))
    }
    if (!stopped) void mirror()
  }
  const running = (async () => {
    while (!stopped) {
      await pass().catch((error: unknown) => complain('', error))
      if (stopped) return
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pause)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  })()
  return async () => {
    stopped = true
    wake()
    await running
  }
}
