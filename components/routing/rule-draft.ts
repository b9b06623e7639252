import { canonicalJson } from '@/lib/audit/canonical-json'
import { labels } from '@/lib/engine/analysis'
import { mostAgeMinutes, RoutingConditions } from '@/lib/queues/routing-rules'
import { type AgeUnit, ageUnits } from './condition-words'

/** A rule as it is being worked on. `key` is the row's on the page; `id` the rule's that it was, absent for a new one. */
export interface RuleDraft {
  key: string
  id?: string
  queueId: string
  conditions: RoutingConditions
  enabled: boolean
}

/** A key for a new row, which none of the rules has. Browsers make ids of their own only on pages with HTTPS. */
export function newKey(rules: readonly Pick<RuleDraft, 'key'>[]): string {
  const taken = new Set(rules.map(({ key }) => key))
  const numbers = Array.from({ length: rules.length + 1 }, (_, at) => `new-${rules.length + 1 + at}`)
  return numbers.find((key) => !taken.has(key)) ?? 'new'
}

/** Whether two lists of rules are the same, in the same order. */
export function sameRules(a: readonly Omit<RuleDraft, 'key'>[], b: readonly Omit<RuleDraft, 'key'>[]): boolean {
  const plain = (rules: readonly Omit<RuleDraft, 'key'>[]) =>
    canonicalJson(rules.map(({ id = null, queueId, conditions, enabled }) => ({ id, queueId, conditions, enabled })))
  return plain(a) === plain(b)
}

/** The conditions that an address begins a rule with; null where it begins none. */
export function begunRule(given: string | string[] | undefined): RoutingConditions | null {
  if (typeof given !== 'string' || given.length > 4000) return null
  try {
    const read = RoutingConditions.safeParse(JSON.parse(given))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

/** The conditions that a form with the fields of components/routing/condition-fields.tsx holds: what is left open is left out. */
export function conditionsIn(data: FormData): RoutingConditions {
  const all = (name: string) => data.getAll(name).map(String)
  const number = (name: string) => {
    const text = String(data.get(name) ?? '').trim()
    return text === '' ? undefined : Number(text)
  }
  // Without what a division adds: 55 is 0.55.
  const score = (name: string) => {
    const percent = number(name)
    return percent === undefined ? undefined : Number((percent / 100).toFixed(4))
  }
  const unit = String(data.get('ageUnit') ?? 'minutes')
  const age = number('age')
  const kept = data.get('retention')
  const languages = String(data.get('languages') ?? '')
    .split(/[\s,;]+/)
    .filter(Boolean)
  const conditions: RoutingConditions = {
    mediaTypes: (['image', 'audio', 'video'] as const).filter((one) => all('mediaType').includes(one)),
    sources: (['upload', 'url', 'api', 'sample'] as const).filter((one) => all('source').includes(one)),
    labels: labels.filter((one) => all('label').includes(one)),
    policyIds: all('policy'),
    languages,
    minScore: score('minScore'),
    maxScore: score('maxScore'),
    minAgeMinutes: age === undefined ? undefined : Math.round(age * ageUnits[isUnit(unit) ? unit : 'minutes']),
    ...(kept === 'zero' || kept === 'kept' ? { zeroRetention: kept === 'zero' } : {}),
  }
  return Object.fromEntries(
    Object.entries(conditions).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  )
}

/** What is wrong with a rule, by field; empty: nothing. */
export function faultsOf({ queueId, conditions }: Pick<RuleDraft, 'queueId' | 'conditions'>): Record<string, string> {
  const { minScore = 0, maxScore = 1, minAgeMinutes = 0 } = conditions
  const range = (score: number) => score >= 0 && score <= 1
  return {
    ...(queueId === '' && { queue: 'Choose where the cases go.' }),
    ...(!(range(minScore) && range(maxScore)) && { score: 'Scores are between 0 and 100 percent.' }),
    ...(minScore > maxScore && { score: 'The least score is above the greatest.' }),
    ...(!(minAgeMinutes >= 0) && { age: 'Give a number of 0 or more.' }),
    ...(minAgeMinutes > mostAgeMinutes && { age: 'A year at most.' }),
    ...(conditions.languages?.some((code) => code.length > 35) && { languages: 'A code has at most 35 characters.' }),
  }
}

function isUnit(text: string): text is AgeUnit {
  return Object.hasOwn(ageUnits, text)
}
