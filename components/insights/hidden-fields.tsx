/** The rest of a filter, for a form that changes one part of it. */
export function HiddenFields({ query, without }: { query: string; without: readonly string[] }) {
  return [...new URLSearchParams(query)]
    .filter(([name]) => !without.includes(name))
    .map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)
}
