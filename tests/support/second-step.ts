import { setTimeout as pause } from 'node:timers/promises'
import { Secret, TOTP } from 'otpauth'
import type { Member } from '@/lib/access/actor'
import { beginSecondStep } from '@/lib/access/second-step/begin-second-step'
import { confirmSecondStep } from '@/lib/access/second-step/confirm-second-step'

/** What an authenticator app with this secret shows, so many 30-second steps from now (negative: before). */
export function codeOf(secret: string, steps = 0): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + steps * 30_000 })
}

/** Waits where the present step is about to end: a test that counts steps must not run over it. */
async function atEase(): Promise<void> {
  const left = TOTP.remaining({ timestamp: Date.now() })
  if (left < 6000) await pause(left + 50)
}

/** Gives somebody a second step, with the code before the present one: that and the next are still to be used. */
export async function giveSecondStep(member: Member): Promise<{ secret: string; recoveryCodes: string[] }> {
  await atEase()
  const { secret } = await beginSecondStep(member, {})
  const { recoveryCodes } = await confirmSecondStep(member, { code: codeOf(secret, -1) })
  return { secret, recoveryCodes }
}
