'use client'

import { RotateCcw } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { type KeyAction, keyActions } from '@/lib/desk/key-actions'
import { keyWords } from './key-words'
import { spellings } from './shortcut'

interface KeyRowProps {
  action: KeyAction
  /** Empty: none. */
  chosen: string
  fault: string | undefined
  disabled: boolean
  onChoose(key: string): void
}

/** One action with its key: press the button, then the new key. Escape leaves it as it was. */
export function KeyRow({ action, chosen, fault, disabled, onChoose }: KeyRowProps) {
  const [waits, setWaits] = useState(false)
  const { key: usual, does } = keyActions[action]
  const id = `key-${action}`
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event
    if (!waits || event.ctrlKey || event.metaKey || event.altKey) return
    if (key === 'Tab' || key === 'Shift' || key === 'CapsLock' || key === 'AltGraph') return
    event.preventDefault()
    // So that nothing else takes the key that is being chosen, nor the Escape.
    event.stopPropagation()
    if (event.repeat) return
    setWaits(false)
    if (key !== 'Escape') onChoose(spellings(event.nativeEvent)[0] ?? key)
  }
  return (
    <div className="grid grid-cols-[1fr_auto_auto] items-center gap-x-3 border-b py-2 last:border-0">
      <span id={`${id}-does`} className="text-sm">
        {does}
      </span>
      <button
        type="button"
        id={id}
        disabled={disabled}
        aria-labelledby={`${id}-does ${id}`}
        aria-describedby={fault ? `${id}-fault` : undefined}
        aria-invalid={fault ? true : undefined}
        onClick={({ currentTarget }) => {
          // Safari gives a button that is clicked no focus, and the key would go elsewhere.
          currentTarget.focus()
          setWaits(true)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setWaits(false)}
        className={cn(
          'h-9 min-w-16 rounded-md border bg-card px-3 font-mono text-sm hover:bg-accent aria-invalid:border-destructive',
          waits && 'border-primary bg-accent font-sans text-[0.8125rem]',
        )}
      >
        <span aria-live="polite">{waits ? 'Press a key' : chosen === '' ? 'None' : keyWords(chosen)}</span>
      </button>
      <Button
        type="button"
        variant="ghost"
        size="icon-sm"
        aria-label={`Back to ${usual}: ${does}`}
        title={`Back to ${usual}`}
        disabled={disabled || chosen === usual}
        className={cn(chosen === usual && 'invisible')}
        onClick={() => onChoose(usual)}
      >
        <RotateCcw aria-hidden />
      </Button>
      {fault && (
        <p id={`${id}-fault`} className="col-span-3 mt-1 text-[0.8125rem] font-medium text-destructive">
          {fault}
        </p>
      )}
    </div>
  )
}
