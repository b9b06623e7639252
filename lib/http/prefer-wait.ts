/** How long a request wants to wait (`Prefer: wait`, RFC 7240), in milliseconds; null when it does not. */
export function preferWait(headers: Headers): number | null {
  for (const preference of headers.get('prefer')?.split(',') ?? []) {
    const [, seconds] = /^\s*wait\s*(?:=\s*"?(\d{1,6})"?)?\s*(?:;.*)?$/i.exec(preference) ?? [null, null]
    if (seconds !== null) return seconds === undefined ? Number.POSITIVE_INFINITY : Number(seconds) * 1000
  }
  return null
}
