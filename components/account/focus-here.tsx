'use client'

import { type ReactNode, useEffect, useRef } from 'react'

/** Takes the focus when it comes, so that keyboards and screen readers go on where something new stands. */
export function FocusHere({ label, children }: { label: string; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.focus(), [])
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is of one form, and some of this stands in none.
    <div ref={place} role="group" aria-label={label} tabIndex={-1} className="grid grid-cols-1 gap-4 outline-none">
      {children}
    </div>
  )
}
