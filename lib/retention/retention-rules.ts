import type { RetentionRules } from '@/lib/audit/events'

/** What holds for a team that has said nothing; the same as the columns' defaults in drizzle/schema/retention.ts. */
export const usualRules: RetentionRules = {
  portalDefault: false,
  portalRule: false,
  portalWindow: 24 * 60,
  apiWindow: 0,
  keepSeenHash: false,
}

/** The longest that media may be looked at which must not be kept. Minutes. */
export const longestWindow = 7 * 24 * 60

/** Units in which a window is entered, with their minutes. */
export const windowUnits = { minutes: 1, hours: 60, days: 24 * 60 } as const
export type WindowUnit = keyof typeof windowUnits

/** A window as a person enters it: in the largest unit that it is a whole number of. */
export function splitWindow(minutes: number): { amount: number; unit: WindowUnit } {
  const units: WindowUnit[] = ['days', 'hours']
  const unit = units.find((one) => minutes > 0 && minutes % windowUnits[one] === 0) ?? 'minutes'
  return { amount: minutes / windowUnits[unit], unit }
}

/** "24 hours", "3 days", "90 minutes". One day is said in hours, as people say it. */
export function windowInWords(minutes: number): string {
  const { amount, unit } = minutes === windowUnits.days ? { amount: 24, unit: 'hours' as const } : splitWindow(minutes)
  return `${amount.toLocaleString('en')} ${amount === 1 ? unit.slice(0, -1) : unit}`
}

/**
 * Until when media of a case with zero retention may be looked at; null: only until its analysis and what follows have ended.
 * A case from the portal always has a moment, for a person has to decide it; one with no window at all has had it.
 */
export function purgeDeadline(
  { portalWindow, apiWindow }: Pick<RetentionRules, 'portalWindow' | 'apiWindow'>,
  overApi: boolean,
  handedInAt: Date,
): Date | null {
  if (overApi && apiWindow === 0) return null
  return new Date(handedInAt.getTime() + (overApi ? apiWindow : portalWindow) * 60_000)
}
