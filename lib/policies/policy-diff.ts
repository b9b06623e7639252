export interface DiffPart {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** The most cells of the table below: what is longer is replaced as a whole. */
const mostCells = 4_000_000

/** Of a line, 0-1: what has less in common is another line, not a changed one. */
const leastInCommon = 0.3

/** What has to be added to and removed from one text to make the other, in reading order: line by line, and by words within. */
export function diffWords(before: string, after: string): DiffPart[] {
  const lines = diffPieces(split(before, /(?<=\n)/), split(after, /(?<=\n)/))
  const parts: DiffPart[] = []
  const run = { removed: [] as string[], added: [] as string[] }
  const flush = () => {
    parts.push(...replaced(run.removed, run.added))
    Object.assign(run, { removed: [], added: [] })
  }
  for (const { kind, text } of lines) {
    if (kind !== 'same') run[kind].push(text)
    else {
      flush()
      parts.push({ kind, text })
    }
  }
  flush()
  return joined(parts)
}

/** The same for lists: a longest common part stays, the rest goes or comes. */
export function diffPieces(before: readonly string[], after: readonly string[]): DiffPart[] {
  const width = after.length + 1
  if (before.length * width > mostCells) {
    return [...marked('removed', before), ...marked('added', after)]
  }
  // lengths[i * width + j]: of the longest common part of before from i on and after from j on.
  const lengths = new Uint32Array((before.length + 1) * width)
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      lengths[i * width + j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const parts: DiffPart[] = []
  let i = 0
  let j = 0
  while (i < before.length || j < after.length) {
    const [old, fresh] = [before[i], after[j]]
    if (old !== undefined && old === fresh) {
      parts.push({ kind: 'same', text: old })
      i++
      j++
    } else if (old !== undefined && (fresh === undefined || at(i + 1, j) >= at(i, j + 1))) {
      parts.push({ kind: 'removed', text: old })
      i++
    } else {
      parts.push({ kind: 'added', text: fresh ?? '' })
      j++
    }
  }
  return parts
}

/** Lines that stand in the place of others: each against the one it replaces, where they are as many. */
function replaced(removed: string[], added: string[]): DiffPart[] {
  if (removed.length !== added.length) return [...marked('removed', removed), ...marked('added', added)]
  return removed.flatMap((line, n) => changedLine(line, added[n] ?? ''))
}

function changedLine(before: string, after: string): DiffPart[] {
  const parts = diffPieces(split(before, /(\s+)/), split(after, /(\s+)/))
  const common = parts.reduce((sum, { kind, text }) => sum + (kind === 'same' ? text.trim().length : 0), 0)
  if (common >= leastInCommon * Math.max(before.trim().length, after.trim().length)) return parts
  return [...marked('removed', [before]), ...marked('added', [after])]
}

function split(text: string, at: RegExp): string[] {
  return text.split(at).filter((piece) => piece !== '')
}

function marked(kind: DiffPart['kind'], pieces: readonly string[]): DiffPart[] {
  return pieces.map((text) => ({ kind, text }))
}

/** Neighbours of one kind as one part; a blank between two changed words changes with them, so that a new phrase reads as one. */
function joined(parts: DiffPart[]): DiffPart[] {
  const result: DiffPart[] = []
  const changed = { removed: '', added: '' }
  const add = (kind: DiffPart['kind'], text: string) => {
    const last = result.at(-1)
    if (last?.kind === kind) last.text += text
    else if (text !== '') result.push({ kind, text })
  }
  const flush = () => {
    add('removed', changed.removed)
    add('added', changed.added)
    Object.assign(changed, { removed: '', added: '' })
  }
  for (const [n, { kind, text }] of parts.entries()) {
    const isBetween = kind === 'same' && changed.removed + changed.added !== '' && parts[n + 1] !== undefined
    const goesWith = isBetween && parts[n + 1]?.kind !== 'same' && /^[^\S\n]+$/.test(text)
    if (kind === 'removed' || goesWith) changed.removed += text
    if (kind === 'added' || goesWith) changed.added += text
    if (kind !== 'same' || goesWith) continue
    flush()
    add('same', text)
  }
  flush()
  return result
}
