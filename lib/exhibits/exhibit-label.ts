/** The letter of a case's n-th exhibit, from 0: A … Z, AA, AB … */
export function exhibitLabel(n: number): string {
  const last = String.fromCharCode(65 + (n % 26))
  return n < 26 ? last : exhibitLabel(Math.floor(n / 26) - 1) + last
}
