/** How a team has set its desk. */
export interface DeskSettings {
  blur: boolean
  grey: boolean
  mute: boolean
  judgeFirst: boolean
  /** Minutes with media a day (UTC) after which no next case is offered; null: no limit. */
  dailyBudget: number | null
  /** Minutes with media at a stretch after which a break is proposed; null: never. */
  breakAfter: number | null
  /** Seconds a claim lasts without a sign of life. */
  claimSeconds: number
  /** Seconds in which a decision can be taken back, and before which nothing leaves the house. */
  graceSeconds: number
}

/** What one person has chosen over it; null: as the team has it. */
export interface OwnPreferences {
  blur: boolean | null
  grey: boolean | null
  mute: boolean | null
  judgeFirst: boolean | null
  /** Minutes. */
  dailyBudget: number | null
  breakAfter: number | null
}

/** Of a team that has set nothing: the defaults of drizzle/schema/desk.ts. */
export const usualDesk: DeskSettings = {
  blur: false,
  grey: false,
  mute: false,
  judgeFirst: false,
  dailyBudget: null,
  breakAfter: null,
  claimSeconds: 300,
  graceSeconds: 60,
}

/** Of a person who has chosen nothing. */
export const noPreferences: OwnPreferences = {
  blur: null,
  grey: null,
  mute: null,
  judgeFirst: null,
  dailyBudget: null,
  breakAfter: null,
}

/** From the least to the most that each may be. Zero retention waits for the longest grace there is, ten minutes. */
export const deskLimits = {
  dailyBudget: { least: 1, most: 24 * 60, unit: 'minutes' },
  breakAfter: { least: 5, most: 8 * 60, unit: 'minutes' },
  claimSeconds: { least: 30, most: 3600, unit: 'seconds' },
  graceSeconds: { least: 0, most: 600, unit: 'seconds' },
} as const

export type DeskNumber = keyof typeof deskLimits

/** What is wrong with a number, as the end of "Daily limit: …"; null where nothing is. */
export function numberFault(name: DeskNumber, value: number | null): string | null {
  const { least, most, unit } = deskLimits[name]
  if (value === null) return name === 'dailyBudget' || name === 'breakAfter' ? null : `enter the ${unit}`
  if (Number.isInteger(value) && value >= least && value <= most) return null
  return `enter whole ${unit}, from ${least} to ${most}`
}

/** What holds for one person: their own choice where they have made one, else their team's. */
export function deskFor(team: DeskSettings, own: OwnPreferences): Omit<DeskSettings, 'claimSeconds' | 'graceSeconds'> {
  return {
    blur: own.blur ?? team.blur,
    grey: own.grey ?? team.grey,
    mute: own.mute ?? team.mute,
    judgeFirst: own.judgeFirst ?? team.judgeFirst,
    dailyBudget: own.dailyBudget ?? team.dailyBudget,
    breakAfter: own.breakAfter ?? team.breakAfter,
  }
}

/** The calendar day in UTC, as `YYYY-MM-DD`: exposure is counted by it. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
