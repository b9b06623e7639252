/** A detection's id from the uuid a client sent: with or without dashes, in any case. Null when it is none. */
export function detectionId(uuid: string): string | null {
  const hex = uuid.replaceAll('-', '').toLowerCase()
  return /^[0-9a-f]{32}$/.test(hex) ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : null
}
