import { useState } from 'react'
import { addressTable } from './addresses-in'

/** Rows of the list that one press makes; the others stay in the field. */
export const mostUrls = 500

/** Bytes; far more than so many addresses need. */
const largestTable = 1024 ** 2

/** Whether a file is a table by its name: its addresses are read, it is not handed in itself. */
export const isTable = ({ name }: { name: string }) => /\.[ct]sv$/i.test(name)

/**
 * The addresses that are about to be handed in: pasted, or read from tables that can be looked over first. `zeroRetention`:
 * whether nothing of them will be kept.
 */
export function useAddresses(zeroRetention: boolean) {
  const [text, setText] = useState('')
  const [fault, setFault] = useState<string>()
  const [note, setNote] = useState<string>()
  const says = (of: { fault?: string | undefined; note?: string | undefined }) => {
    setFault(of.fault)
    setNote(of.note)
  }
  return {
    ...{ text, fault, note, setText },
    /** Adds the addresses of tables, and says which of them cannot be used and why. */
    async read(files: File[]) {
      const found = await Promise.all(files.map((file) => readFile(file, zeroRetention)))
      const joined = (words: string[]) => words.join(' ') || undefined
      says({
        fault: joined(found.flatMap((one) => ('fault' in one ? one.fault : []))),
        note: joined(found.flatMap((one) => ('note' in one ? one.note : []))),
      })
      const urls = found.flatMap((one) => ('urls' in one ? one.urls : []))
      setText((before) => linesOf([before, ...urls].join('\n')).join('\n'))
    },
    /** Gives those that go now to `handIn`. What is too many stays, and all where it takes none (false). */
    send(handIn: (urls: string[]) => boolean) {
      const urls = linesOf(text)
      if (urls.length === 0) return says({ fault: 'Paste at least one address, beginning with https://.' })
      const { now, left, note: rest } = lotOf(urls)
      if (!handIn(now)) return
      says({ note: rest })
      setText(left.join('\n'))
    },
  }
}

export type Addresses = ReturnType<typeof useAddresses>

async function readFile(file: File, zeroRetention: boolean): Promise<ReadTable> {
  if (file.size > largestTable) return { fault: `“${file.name}” is larger than 1 MB. Split it.` }
  return readTable(file.name, await file.text(), zeroRetention)
}

type ReadTable = { urls: string[]; note: string } | { fault: string }

/** What a table's addresses are, with what has to be known about the rest of it; or why it cannot be used, and what to do. */
export function readTable(name: string, csv: string, zeroRetention: boolean): ReadTable {
  const { urls, unread, notToBeKept } = addressTable(csv)
  if (urls.length === 0) return { fault: `“${name}” holds no address that begins with https:// or http://.` }
  if (notToBeKept > 0 && !zeroRetention) {
    const rows = notToBeKept === 1 ? 'one row' : `${notToBeKept} rows`
    return {
      fault: `“${name}” asks for zero retention in ${rows}. Switch zero retention on under Options and read it again, or hand those in by a table of their own.`,
    }
  }
  const read = `${urls.length === 1 ? 'One address' : `${urls.length} addresses`} read from “${name}”.${partedWords(urls)}`
  if (unread.length === 0) return { urls, note: read }
  return {
    urls,
    note: `${read} Not read: ${unread.join(', ')}. What is chosen under Options holds for all of them; what needs other options needs a table of its own.`,
  }
}

/** A comma may be a part of an address or part it from its neighbour: whoever made the table knows. */
function partedWords(urls: string[]): string {
  const many = urls.filter((url) => /[,;]/.test(url)).length
  if (many === 0) return ''
  return many === 1
    ? ' One has a comma or semicolon in it: look whether all of it is the address.'
    : ` ${many} have a comma or semicolon in them: look whether all of each is the address.`
}

/** What one press hands in of these, and what waits for the next. */
export function lotOf(urls: string[]): { now: string[]; left: string[]; note?: string } {
  const [now, left] = [urls.slice(0, mostUrls), urls.slice(mostUrls)]
  if (left.length === 0) return { now, left }
  const rest = left.length === 1 ? 'One is' : `${left.length} are`
  return { now, left, note: `The first ${mostUrls} are on their way. ${rest} left here: hand them in next.` }
}

/** Non-empty lines, each once. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  return [...new Set(lines.filter(Boolean))]
}
