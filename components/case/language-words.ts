/** A language as a person reads it, with the code it was handed in under: `Portuguese (pt)`. The code alone where it names none. */
export function languageWords(code: string): string {
  const name = nameOf(code)
  return name === null || name === code ? code : `${name} (${code})`
}

function nameOf(code: string): string | null {
  try {
    return new Intl.DisplayNames(['en-GB'], { type: 'language', fallback: 'none' }).of(code) ?? null
  } catch {
    // Not of the form of a code.
    return null
  }
}
