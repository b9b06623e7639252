/**
 * The days of a form that narrows by them, `YYYY-MM-DD`, out of what its address says: one that is no day is left out, and two
 * that were swapped are meant the other way round.
 */
export function daysChosen(first: string, last: string): { from: string | null; to: string | null } {
  const [from, to] = [dayIn(first), dayIn(last)]
  return from && to && to < from ? { from: to, to: from } : { from, to }
}

function dayIn(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  const at = new Date(`${text}T00:00:00.000Z`)
  // Rolls over for the 31st of February, which is then not the same text.
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? null : text
}
