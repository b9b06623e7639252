/**
 * A copy of plain data in which every text can be stored: without NUL characters and halves of surrogate pairs, which
 * Postgres refuses in text and jsonb. Media carries both, by accident and on purpose. Maps, dates and bytes stay as they are.
 */
export function storable<T>(value: T): T {
  return clean(value) as T
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed()
  if (Array.isArray(value)) return value.map(clean)
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [clean(key), clean(item)]))
}
