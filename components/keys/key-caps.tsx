import { keyWords } from './key-words'

/** Keys as they are printed in lists. */
export function KeyCaps({ keys }: { keys: string[] }) {
  return (
    <span className="flex shrink-0 gap-1">
      {keys.map((key) => (
        <kbd
          key={key}
          className="min-w-6 rounded-sm border bg-muted px-1.5 py-0.5 text-center font-mono text-xs text-foreground"
        >
          {keyWords(key)}
        </kbd>
      ))}
    </span>
  )
}
