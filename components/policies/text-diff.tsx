import { diffWords } from '@/lib/policies/policy-diff'

/** Two texts as one: what went is struck through, what came is underlined, and both are said to those who hear it. */
export function TextDiff({ before, after }: { before: string; after: string }) {
  return (
    <p className="max-w-prose text-sm leading-6 whitespace-pre-wrap [overflow-wrap:anywhere]">
      {diffWords(before, after).map(({ kind, text }, n) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: two versions never change, nor does what differs
        if (kind === 'same') return <span key={n}>{text}</span>
        const Mark = kind === 'added' ? 'ins' : 'del'
        const look =
          kind === 'added'
            ? 'bg-verdict-real-soft text-verdict-real underline decoration-1 underline-offset-2'
            : 'bg-verdict-fake-soft text-verdict-fake line-through'
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <Mark key={n} className={`rounded-sm px-0.5 ${look}`}>
            <span className="sr-only"> [{kind}: </span>
            {text}
            <span className="sr-only">] </span>
          </Mark>
        )
      })}
    </p>
  )
}
