/**
 * What stands in a form once somebody else has saved: what was changed here stays, everything else follows. `clashes`: what both
 * changed, and not to the same. `meaning`: what is typed as it is kept, for “120 minutes” and “2 hours” are the same.
 */
export function mergeDraft<T extends Record<string, unknown>>({
  base,
  draft,
  saved,
  meaning = (typed) => typed,
}: {
  base: T
  draft: T
  saved: T
  meaning?: (typed: T) => Record<keyof T, unknown>
}): { draft: T; clashes: (keyof T)[] } {
  const keys: (keyof T)[] = Object.keys(saved)
  const [was, mine, theirs] = [meaning(base), meaning(draft), meaning(saved)]
  // In JSON what is no number would be nothing.
  const said = (value: unknown) => (typeof value === 'number' ? String(value) : JSON.stringify(value))
  const same = (one: unknown, other: unknown) => said(one) === said(other)
  const changed = keys.filter((key) => !same(mine[key], was[key]))
  const merged = { ...saved }
  for (const key of changed) merged[key] = draft[key]
  return {
    draft: merged,
    clashes: changed.filter((key) => !same(theirs[key], was[key]) && !same(theirs[key], mine[key])),
  }
}

/** An address as servers keep it: with its host in small letters and a path. */
export function addressMeant(typed: string): string {
  return URL.parse(typed.trim())?.href ?? typed.trim()
}
