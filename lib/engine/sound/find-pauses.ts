import type { Finding } from '../check'
import { notCounted } from '../not-counted'
import type { Pause } from './pauses'

/** Pauses of exact digital silence as evidence for `sound.pauses`: context. `seconds`: length listened to. */
export function findPauses(pauses: Pause[], seconds: number): Finding[] {
  const total = pauses.reduce((sum, pause) => sum + pause.end - pause.start, 0)
  const [first] = pauses
  const facts = {
    pauses: pauses.length,
    silentSeconds: round(total),
    listenedSeconds: round(seconds),
    at:
      pauses
        .slice(0, 10)
        .map((pause) => `${pause.start.toFixed(2)} s`)
        .join(', ') || null,
  }
  const context = { points: 'context', llr: 0, strong: false, facts } as const
  const doesNotShow = `Sound editors, noise gates, phones and speech programs all write such silence, so it does not tell which it was. ${notCounted}`
  if (first === undefined) {
    return [{ ...context, status: 'clear', explain: 'No pause in the sound is perfectly silent.', doesNotShow }]
  }
  const count = pauses.length === 1 ? 'One pause is' : `${pauses.length} pauses are`
  return [
    {
      ...context,
      status: 'hit',
      explain:
        `${count} perfectly silent (every sample zero), ${round(total)} seconds together. ` +
        'A microphone never records that: something was cut, muted or generated there.',
      doesNotShow,
      time: { start: round(first.start), end: round(first.end) },
    },
  ]
}

const round = (value: number) => Math.round(value * 100) / 100
