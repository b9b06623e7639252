/** Longest name kept, in characters. */
const longest = 200

/**
 * A client's name for a file as it may be shown and handed out again: its last path part, without control characters and
 * those that turn the direction of text (they make "gpj.exe" read as "exe.jpg"), shortened before its extension.
 */
export function cleanFilename(raw: string): string {
  const last = raw.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const name = last.replace(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd]/gu, '').trim()
  const characters = [...name]
  if (characters.length <= longest) return name
  const extension = /\.[^.\s]{1,10}$/.exec(name)?.[0] ?? ''
  return characters.slice(0, longest - extension.length).join('') + extension
}
