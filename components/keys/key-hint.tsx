'use client'

import { cn } from '@/components/ui/cn'
import type { KeyAction } from '@/lib/desk/key-actions'
import { useKeyMap } from './key-map'
import { keyWords } from './key-words'
import { useSingleKeys } from './preference'

interface KeyHintProps {
  action: KeyAction
  className?: string
}

/**
 * The key of an action, printed beside its control, as the person has set it. For eyes only: give the control itself
 * `aria-keyshortcuts={useShortcut(action)}`. Nothing while single keys are off.
 */
export function KeyHint({ action, className }: KeyHintProps) {
  const on = useSingleKeys()
  const map = useKeyMap()
  if (!on) return null
  return (
    <kbd
      aria-hidden
      className={cn(
        'inline-grid min-w-5 place-items-center rounded-sm border bg-muted px-1 font-mono text-[0.6875rem] leading-4.5 text-muted-foreground max-md:hidden',
        className,
      )}
    >
      {keyWords(map[action])}
    </kbd>
  )
}
