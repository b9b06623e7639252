import { wav } from '../../support/media'

/**
 * Twenty seconds of chords that change twice a second, at 22,050 Hz: a sound whose fingerprint fpcalc was asked for.
 * `speed`: how much faster it is played, and so higher.
 */
export function melodyWav(gain = 1, speed = 1): Buffer {
  return wav(22_050, 20 / speed, (at) => {
    const second = at * speed
    const beat = Math.floor(second * 2)
    const notes = [beat * 5, beat * 7 + 4, beat * 11 + 7].map((step) => 220 * 2 ** ((step % 19) / 12))
    const fade = 0.3 + 0.7 * (1 - ((second * 2) % 1))
    return gain * 0.2 * fade * notes.reduce((sum, hertz) => sum + Math.sin(2 * Math.PI * hertz * second), 0)
  })
}
