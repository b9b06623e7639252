/** What a spreadsheet would take for a formula, East Asian ones the wide signs too (OWASP, "CSV Injection"). */
const formula = /^[=+\-@\t\r\n＝＋－＠]/

/**
 * One line of CSV (RFC 4180), with its line break. Lists are JSON, null is empty; a text that a spreadsheet would run as a
 * formula gets an apostrophe before it, which such programs hide.
 */
export function csvLine(values: readonly (string | number | boolean | readonly string[] | null)[]): string {
  return `${values.map(cell).join(',')}\r\n`
}

function cell(value: string | number | boolean | readonly string[] | null): string {
  if (value === null) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const safe = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
