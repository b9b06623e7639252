/** What is wrong with the typed bounds of a score in percent, by field; an empty one is no bound. */
export function scoreFaults(form: FormData, names: readonly string[]): Record<string, string> {
  const wrong = names.filter((name) => !/^(\d{1,2}|100)?$/.test(String(form.get(name) ?? '').trim()))
  return Object.fromEntries(wrong.map((name) => [name, 'Give a whole number from 0 to 100.']))
}
