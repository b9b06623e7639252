import type { OptionsDraft } from './options-draft'
import { optionNames, optionWords } from './submit-options'

type Field = keyof OptionsDraft

/** Fields that are a part of an option, or stand for two. */
const parts = {
  span: 'Analyse only a span',
  from: 'From second',
  to: 'To second',
  cap: 'Limit how much of a video is analysed',
  seconds: 'Seconds',
} as const satisfies Partial<Record<Field, string>>

function isPart(field: Field): field is keyof typeof parts {
  return Object.hasOwn(parts, field)
}

/** How a field of the options is called where it is told apart from its form. */
export function fieldName(field: Field): string {
  return isPart(field) ? parts[field] : optionNames[field]
}

/** What stands in it, in a few words. */
export function fieldWords(field: Field, value: OptionsDraft[Field]): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (value === '') return 'empty'
  return isPart(field) ? String(value) : (optionWords(field, value) ?? String(value))
}
