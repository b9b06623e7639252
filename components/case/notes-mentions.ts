import type { CaseRail } from '@/lib/cases/read-rail'

type Colleagues = CaseRail['colleagues']

/** Who was picked from the list, and where the `@` before the name stands. */
export interface Picked {
  from: number
  name: string
}

/**
 * The name that is being typed after an `@`, and where it begins; null where none is. Lower case. One that was picked is typed
 * no more: what stands behind “@Ann ” makes her no Ann Lee.
 */
export function nameBeingTyped(
  text: string,
  caret: number,
  picked: Picked | null = null,
): { from: number; typed: string } | null {
  const found = /(?:^|\s)@([^@\n]{0,40})$/.exec(text.slice(0, caret))
  if (!found?.[1] && found?.[1] !== '') return null
  const [from, typed] = [caret - found[1].length - 1, found[1].toLowerCase()]
  return from === picked?.from && isStillPicked(text.slice(0, caret), picked) ? null : { from, typed }
}

/** Whether the name that was picked stands where it was put: not so in the next note, nor where it was written on. */
export function isStillPicked(text: string, { from, name }: Picked): boolean {
  return text[from] === '@' && isNamedAt(text, from + 1, name)
}

/** Colleagues whose name, or a word of it, begins with what was typed; at most six. */
export function colleaguesFor(typed: string, colleagues: Colleagues): Colleagues {
  const starts = (name: string) =>
    name.startsWith(typed) || name.split(/\s+/).some((word) => word !== '' && word.startsWith(typed))
  return colleagues.filter(({ name }) => starts(name.toLowerCase())).slice(0, 6)
}

/** The text with what was typed after the `@` made that name, and where the caret goes. */
export function withName(
  text: string,
  { from, caret }: { from: number; caret: number },
  name: string,
): { text: string; caret: number } {
  const before = `${text.slice(0, from)}@${name} `
  return { text: `${before}${text.slice(caret).replace(/^ /, '')}`, caret: before.length }
}

interface Piece {
  text: string
  /** Who it names; null: plain words. */
  memberId: string | null
}

/** A text in pieces, the names in it apart. The longest name counts: “@Ann Lee” is not “@Ann”. */
export function piecesOf(text: string, colleagues: Colleagues): Piece[] {
  const byLength = colleagues.toSorted((one, other) => other.name.length - one.name.length)
  const pieces: Piece[] = []
  let plain = ''
  for (let at = 0; at < text.length; ) {
    const named = beginsName(text, at) ? byLength.find(({ name }) => isNamedAt(text, at + 1, name)) : undefined
    if (!named) {
      plain += text[at]
      at += 1
      continue
    }
    if (plain) pieces.push({ text: plain, memberId: null })
    plain = ''
    pieces.push({ text: text.slice(at, at + named.name.length + 1), memberId: named.memberId })
    at += named.name.length + 1
  }
  return plain ? [...pieces, { text: plain, memberId: null }] : pieces
}

/** Whom a text names. Of several with one name: those who were picked from the list, else all of them. */
export function mentionsIn(text: string, colleagues: Colleagues, picked: ReadonlySet<string>): string[] {
  const names = new Set(
    piecesOf(text, colleagues).flatMap((piece) => (piece.memberId ? [piece.text.slice(1).toLowerCase()] : [])),
  )
  return [...names].flatMap((name) => {
    const alike = colleagues.filter((one) => one.name.toLowerCase() === name).map(({ memberId }) => memberId)
    const chosen = alike.filter((id) => picked.has(id))
    return chosen.length > 0 ? chosen : alike
  })
}

/** In an e-mail address the `@` stands behind something, and names nobody. */
function beginsName(text: string, at: number): boolean {
  return text[at] === '@' && !/[\p{L}\p{N}._%+-]$/u.test(text.slice(0, at))
}

/**
 * Whatever the case: “@max” typed in a hurry tells Max, rather than nobody. A name that goes on, if only behind a point, is
 * another: “@max.example” is a handle elsewhere.
 */
function isNamedAt(text: string, at: number, name: string): boolean {
  const written = text.slice(at, at + name.length)
  const goesOn = /^[._@-]?[\p{L}\p{N}]/u.test(text.slice(at + name.length))
  return name !== '' && written.toLowerCase() === name.toLowerCase() && !goesOn
}
