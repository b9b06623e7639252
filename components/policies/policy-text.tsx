import { cn } from '@/components/ui/cn'
import { policyBlocks } from '@/lib/policies/policy-blocks'

/** The words of a policy: paragraphs and lists, nothing else. */
export function PolicyText({ words, className }: { words: string; className?: string }) {
  return (
    <div className={cn('grid max-w-prose gap-3 text-sm leading-6 [overflow-wrap:anywhere]', className)}>
      {policyBlocks(words).map((block, n) =>
        block.kind === 'list' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the words of a version never change
          <ul key={n} className="grid list-disc gap-1 pl-5">
            {block.items.map((item, m) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <li key={m}>{item}</li>
            ))}
          </ul>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <p key={n} className="whitespace-pre-line">
            {block.text}
          </p>
        ),
      )}
    </div>
  )
}
