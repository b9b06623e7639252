import { mediaTypeNames } from '@/components/case/media-words'
import type { RoutingConditions } from '@/lib/queues/routing-rules'

export interface Named {
  id: string
  name: string
}

/** What a rule asks of a case, one phrase for each condition; none: it takes every case. */
export function conditionWords(of: RoutingConditions, policies: readonly Named[]): string[] {
  const { mediaTypes, sources, labels, zeroRetention, languages, minAgeMinutes, policyIds } = of
  const policyNames = policyIds?.map((id) => {
    const policy = policies.find((one) => one.id === id)
    return policy ? `“${policy.name}”` : 'an archived policy'
  })
  return [
    given(mediaTypes) && either(mediaTypes.map((type) => mediaTypeNames[type].toLowerCase())),
    given(sources) && either(sources.map((source) => sourceWords[source])),
    given(labels) && `labelled ${either(labels.map((label) => `“${label}”`))}`,
    scoreWords(of),
    zeroRetention === undefined ? null : zeroRetention ? 'zero retention' : 'not zero retention',
    given(languages) && `in ${either(languages)}`,
    minAgeMinutes ? `handed in ${ageWords(minAgeMinutes)} ago or earlier` : null,
    given(policyNames) && `judged by ${either(policyNames)}`,
  ].filter((phrase): phrase is string => typeof phrase === 'string')
}

/** The same in one line, which begins a sentence. */
export function conditionLine(of: RoutingConditions, policies: readonly Named[]): string {
  const line = conditionWords(of, policies).join('; ') || 'every case'
  return line.charAt(0).toUpperCase() + line.slice(1)
}

const sourceWords = { upload: 'uploaded', url: 'from a URL', api: 'from the API', sample: 'sample media' } as const

function scoreWords({ minScore, maxScore }: RoutingConditions): string | null {
  const said = (score: number | undefined) => (score === undefined ? null : `${asPercent(score)}%`)
  const [least, most] = [said(minScore), said(maxScore)]
  if (least && most) return `scored ${least} to ${most}`
  if (least) return `scored ${least} or more`
  return most ? `scored ${most} or less` : null
}

/** A score as it is entered and read here; rules keep it from 0 to 1. */
export function asPercent(score: number): number {
  return Number((score * 100).toFixed(2))
}

/** Minutes as people say them: "90 minutes", "2 hours", "3 days". */
export function ageWords(minutes: number): string {
  const { count, unit } = splitAge(minutes)
  return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`
}

export const ageUnits = { minutes: 1, hours: 60, days: 1440 } as const
export type AgeUnit = keyof typeof ageUnits

/** Minutes in the greatest unit in which they are whole. */
export function splitAge(minutes: number): { count: number; unit: AgeUnit } {
  const units = ['days', 'hours'] as const
  const unit = minutes > 0 ? (units.find((one) => minutes % ageUnits[one] === 0) ?? 'minutes') : 'minutes'
  return { count: minutes / ageUnits[unit], unit }
}

function given<T>(list: readonly T[] | undefined): list is readonly T[] {
  return list !== undefined && list.length > 0
}

function either(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`
}
