/** A query string as Next hands it to pages, each name with all its values; anything but a text is an empty one. */
export function queryRecord(text: unknown): Record<string, string | string[]> {
  const query = new URLSearchParams(typeof text === 'string' ? text : '')
  const values = (name: string) => {
    const all = query.getAll(name)
    return all.length === 1 ? (all[0] ?? '') : all
  }
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, values(name)]))
}
