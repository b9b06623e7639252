import { deskSettingNames } from '@/components/case/desk-words'
import { retentionRuleNames, ruleValue } from '@/components/case/proof-words'
import type { NamesById } from './trail-words'

/** A fact's name as people read it: `mediaId` becomes "Media id". */
export function factName(name: string): string {
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

/** A fact's value in one line; an id of a member with their name. */
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
      name: factName(name),
      before: settingValue(name, was[name]),
      after: settingValue(name, is[name]),
      changed: JSON.stringify(was[name]) !== JSON.stringify(is[name]),
    }))
    .sort((one, other) => Number(other.changed) - Number(one.changed))
}

function settingsOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return value === null || value === undefined ? {} : { value }
  return Array.isArray(value) ? { value } : (value as Record<string, unknown>)
}

function settingValue(name: string, value: unknown): string {
  if (value === undefined) return 'not set'
  return Object.hasOwn(retentionRuleNames, name) ? ruleValue(name, value) : factValue(value)
}
