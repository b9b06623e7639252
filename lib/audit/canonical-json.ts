/**
 * The canonical JSON text of a value (RFC 8785): members sorted by UTF-16 code units, numbers and strings as ECMAScript
 * writes them, no white space. Members that are `undefined` are left out, as JSON.stringify does.
 * Throws TypeError for what JSON cannot say: NaN, infinities, big integers, lone surrogates, functions.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return text(value)
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError('a number that is not finite has no JSON')
      return JSON.stringify(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? list(value) : members(value)
    default:
      throw new TypeError(`a value of type ${typeof value} has no JSON`)
  }
}

function text(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('a text with half a surrogate pair has no JSON')
  return JSON.stringify(value)
}

function list(values: unknown[]): string {
  return `[${values.map(canonicalJson).join(',')}]`
}

function members(value: object): string {
  const given = Object.entries(value).filter(([, member]) => member !== undefined)
  // The default order of sort is that of UTF-16 code units, which the standard asks for.
  const sorted = given.map(([name]) => name).sort()
  const byName = new Map<string, unknown>(given)
  return `{${sorted.map((name) => `${text(name)}:${canonicalJson(byName.get(name))}`).join(',')}}`
}
