/**
 * The addresses (http or https) in the cells of a CSV, each once and in their order: headings and other columns are passed
 * over. Cells are parted by commas, or by the semicolons or tabs of a first line without commas; quotes are read as CSV has them.
 */
export function addressesIn(csv: string): string[] {
  const first = csv.slice(0, csv.search(/\r?\n|$/))
  const comma = first.includes(',') ? ',' : [';', '\t'].find((one) => first.includes(one))
  const cells = csv.matchAll(new RegExp(`"((?:[^"]|"")*)"|[^"\\r\\n${comma ?? ','}]+`, 'g'))
  const found = [...cells].map(([cell, quoted]) => (quoted?.replaceAll('""', '"') ?? cell).trim())
  return [...new Set(found.filter((cell) => /^https?:\/\/\S/i.test(cell)))]
}
