export type PolicyBlock = { kind: 'paragraph'; text: string } | { kind: 'list'; items: string[] }

const item = /^\s*[-–•]\s+/

/** A policy's plain text as what it shows: blank lines part paragraphs, lines that begin with a dash are a list. */
export function policyBlocks(words: string): PolicyBlock[] {
  const blocks: PolicyBlock[] = []
  for (const paragraph of words.split(/\n[^\S\n]*\n/)) {
    // Within a paragraph: a list may follow its introduction without a blank line.
    let last: PolicyBlock | undefined
    for (const line of paragraph.split('\n').filter((one) => one.trim() !== '')) {
      const next = item.test(line) ? line.replace(item, '').trim() : null
      if (next !== null && last?.kind === 'list') last.items.push(next)
      else if (next === null && last?.kind === 'paragraph') last.text += `\n${line.trim()}`
      else {
        last = next === null ? { kind: 'paragraph', text: line.trim() } : { kind: 'list', items: [next] }
        blocks.push(last)
      }
    }
  }
  return blocks
}
