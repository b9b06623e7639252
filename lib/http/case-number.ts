import { notFound } from '@/lib/errors'

/** A case's number as an address spells it. Throws `not_found` for anything that cannot be one. */
export function caseNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw notFound('Case')
  return Number(text)
}
