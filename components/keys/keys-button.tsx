'use client'

import { Keyboard } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { keysSheet } from './opened'

/** Opens the list of keys, for whoever does not know that `?` does. */
export function KeysButton() {
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label="Keyboard shortcuts"
      aria-haspopup="dialog"
      title="Keyboard shortcuts (?)"
      className="max-md:hidden"
      onClick={() => keysSheet.set(true)}
    >
      <Keyboard aria-hidden />
    </Button>
  )
}
