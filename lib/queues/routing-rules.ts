import { z } from 'zod'

/** The greatest age that a rule can ask for, in minutes: a year. A job is queued for the moment a case is that old. */
export const mostAgeMinutes = 525_600

/** Values of one kind that a rule can name. */
const mostNamed = 100

/** What a case must be like for a rule to send it to its queue; what is left out does not matter. */
export const RoutingConditions = z.object({
  mediaTypes: z
    .array(z.enum(['image', 'audio', 'video']))
    .max(mostNamed)
    .optional(),
  sources: z
    .array(z.enum(['upload', 'url', 'api', 'sample']))
    .max(mostNamed)
    .optional(),
  labels: z.array(z.string().max(40)).max(mostNamed).optional(),
  /** Probability 0-1 of the verdict, both inclusive. */
  minScore: z.number().min(0).max(1).optional(),
  maxScore: z.number().min(0).max(1).optional(),
  zeroRetention: z.boolean().optional(),
  /** BCP 47 codes as given at the hand-in. */
  languages: z.array(z.string().max(35)).max(mostNamed, `at most ${mostNamed} languages`).optional(),
  /** Minutes since the hand-in, looked at again while a case waits. */
  minAgeMinutes: z.number().int().min(0).max(mostAgeMinutes, 'at most a year').optional(),
  /** The case's own, else the team's. */
  policyIds: z.array(z.uuid()).max(mostNamed).optional(),
})
export type RoutingConditions = z.infer<typeof RoutingConditions>

/** What a rule looks at in a case. */
export interface RoutingSubject {
  mediaType: 'image' | 'audio' | 'video' | null
  source: 'upload' | 'url' | 'api' | 'sample'
  /** Label and probability 0-1 of its verdict; null: none yet. */
  label: string | null
  score: number | null
  zeroRetention: boolean
  /** BCP 47; null: not said. */
  language: string | null
  /** Minutes since it was handed in. */
  ageMinutes: number
  policyId: string | null
}

/**
 * Whether a case is as a rule asks for. What it does not know yet (a score, a language) does not fit a rule that asks
 * for it.
 */
export function fits(asked: RoutingConditions, of: RoutingSubject): boolean {
  return fitsButAge(asked, of) && of.ageMinutes >= (asked.minAgeMinutes ?? 0)
}

/** The first rule that a case fits, as they are ordered; null: none. */
export function firstFit<Rule extends { conditions: RoutingConditions }>(
  rules: readonly Rule[],
  of: RoutingSubject,
): Rule | null {
  return rules.find(({ conditions }) => fits(conditions, of)) ?? null
}

/** The age in minutes at which a rule that stands before the one that fits now will take the case; null: none will. */
export function nextAge(rules: readonly { conditions: RoutingConditions }[], of: RoutingSubject): number | null {
  const now = rules.findIndex(({ conditions }) => fits(conditions, of))
  const before = now < 0 ? rules : rules.slice(0, now)
  const ages = before
    .filter(({ conditions }) => fitsButAge(conditions, of))
    .map(({ conditions }) => conditions.minAgeMinutes ?? 0)
  return ages.length > 0 ? Math.min(...ages) : null
}

function fitsButAge(asked: RoutingConditions, of: RoutingSubject): boolean {
  return (
    oneOf(asked.mediaTypes, of.mediaType) &&
    oneOf(asked.sources, of.source) &&
    oneOf(asked.labels, of.label) &&
    oneOf(asked.policyIds, of.policyId) &&
    (asked.minScore === undefined || (of.score !== null && of.score >= asked.minScore)) &&
    (asked.maxScore === undefined || (of.score !== null && of.score <= asked.maxScore)) &&
    (asked.zeroRetention === undefined || of.zeroRetention === asked.zeroRetention) &&
    speaks(asked.languages, of.language)
  )
}

function oneOf<T>(asked: readonly T[] | undefined, value: T | null): boolean {
  return asked === undefined || asked.length === 0 || (value !== null && asked.includes(value))
}

/** `pt` also takes `pt-BR`, not the other way round. */
function speaks(asked: readonly string[] | undefined, language: string | null): boolean {
  if (asked === undefined || asked.length === 0) return true
  const given = language?.toLowerCase()
  return asked.some((code) => given === code.toLowerCase() || given?.startsWith(`${code.toLowerCase()}-`))
}
