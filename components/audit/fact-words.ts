import { deskSettingNames } from '@/components/case/desk-words'
import { retentionRuleNames, ruleValue } from '@/components/case/proof-words'
import { optionNames, optionWords } from '@/components/submit/submit-options'
import type { AuditEntry } from '@/lib/audit/list-events'
import type { SubmitOption } from '@/lib/teams/team-rules'
import type { NamesById } from './trail-words'

/** A fact's name as people read it: `mediaId` becomes "Media id". `of`: the kind of entry, where it matters. */
export function factName(name: string, of?: AuditEntry['type']): string {
  if (of === 'case.queued' && name === 'before') return 'Queue before'
  const known = factNames[name]
  if (known) return known
  const words = name
    .replace(/([A-Z])/g, ' $1')
    .replaceAll('_', ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const factNames: Record<string, string> = {
  ...retentionRuleNames,
  ...deskSettingNames,
  // Of a queue too, not of the desk alone.
  policyId: 'Policy',
  queueId: 'Queue',
  sha256: 'SHA-256',
  ok: 'Holds',
  requireSecondStep: 'Second step for everybody',
  submitDefaults: 'Submit begins with',
  isDefault: 'Whatever no rule sends elsewhere',
  ordering: 'Order',
  use: 'Detector',
  host: 'Host',
  remoteUuid: 'Id there',
  why: 'Why',
}

/** A fact's value in one line; an id with the name of whom or what it names. */
export function factValue(value: unknown, names: NamesById = {}): string {
  if (value === null || value === undefined) return '—'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value !== 'string') return JSON.stringify(value)
  const name = Object.hasOwn(names, value) ? names[value] : undefined
  return name ? `${value} (${name})` : value
}

export interface Change {
  name: string
  before: string
  after: string
  changed: boolean
}

/** What a settings change was, setting by setting, changed ones first. Facts that are no settings are one line. */
export function changesOf(before: unknown, after: unknown): Change[] {
  const [was, is] = [settingsOf(before), settingsOf(after)]
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .map((name) => ({
      name: settingName(name),
      before: settingValue(name, was[name]),
      after: settingValue(name, is[name]),
      changed: JSON.stringify(was[name]) !== JSON.stringify(is[name]),
    }))
    .sort((one, other) => Number(other.changed) - Number(one.changed))
}

function settingsOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return value === null || value === undefined ? {} : { value }
  return Array.isArray(value) ? { value } : apart(value as Record<string, unknown>)
}

const startPrefix = 'submitDefaults '

/** Each of Submit's options is a setting by itself. */
function apart(settings: Record<string, unknown>): Record<string, unknown> {
  const { submitDefaults: start, ...others } = settings
  if (typeof start !== 'object' || start === null) return settings
  const options = Object.entries(start).map(([name, value]) => [startPrefix + name, value])
  return { ...others, ...Object.fromEntries(options) }
}

/** The option that such a setting is; null: it is another. */
function optionIn(name: string): SubmitOption | null {
  const option = name.startsWith(startPrefix) ? name.slice(startPrefix.length) : ''
  return Object.hasOwn(optionNames, option) ? (option as SubmitOption) : null
}

function settingName(name: string): string {
  const option = optionIn(name)
  return option ? `Submit begins with “${optionNames[option]}”` : factName(name)
}

function settingValue(name: string, value: unknown): string {
  if (value === undefined) return 'not set'
  const option = optionIn(name)
  if (option) return optionWords(option, value) ?? factValue(value)
  return Object.hasOwn(retentionRuleNames, name) ? ruleValue(name, value) : factValue(value)
}
