/** What is chosen, and the one that was chosen last: a range goes from there. */
export interface Selection {
  chosen: ReadonlySet<string>
  last: string | null
}

export const nothingChosen: Selection = { chosen: new Set(), last: null }

/**
 * One id chosen, or not any more. `range`: everything from the last one to it, in the order of `ids`, becomes as the
 * last one is.
 */
export function toggleChosen(
  ids: readonly string[],
  { chosen, last }: Selection,
  id: string,
  range: boolean,
): Selection {
  const next = new Set(chosen)
  const from = range && last !== null ? ids.indexOf(last) : -1
  const to = ids.indexOf(id)
  if (from === -1 || to === -1 || last === null) {
    if (!next.delete(id)) next.add(id)
    return { chosen: next, last: id }
  }
  const on = chosen.has(last)
  for (const one of ids.slice(Math.min(from, to), Math.max(from, to) + 1)) {
    if (on) next.add(one)
    else next.delete(one)
  }
  return { chosen: next, last: id }
}

/** All of them, or none where all were chosen already. */
export function toggleAll(ids: readonly string[], { chosen }: Selection): Selection {
  return ids.every((id) => chosen.has(id)) ? nothingChosen : { chosen: new Set(ids), last: null }
}
