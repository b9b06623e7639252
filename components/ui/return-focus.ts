'use client'

import { useRef } from 'react'

interface AutoFocus {
  onOpenAutoFocus?: ((event: Event) => void) | undefined
  onCloseAutoFocus?: ((event: Event) => void) | undefined
}

/**
 * Gives the focus back to what had it when a dialog opened. Radix does so for a trigger of its own alone, not where a key or
 * a button elsewhere opens it. A handler that prevents the default decides for itself.
 */
export function useReturnFocus({ onOpenAutoFocus, onCloseAutoFocus }: AutoFocus): Required<AutoFocus> {
  const opener = useRef<Element | null>(null)
  return {
    onOpenAutoFocus(event) {
      opener.current = document.activeElement
      onOpenAutoFocus?.(event)
    },
    onCloseAutoFocus(event) {
      onCloseAutoFocus?.(event)
      const to = opener.current
      if (event.defaultPrevented || !(to instanceof HTMLElement) || to === document.body || !to.isConnected) return
      event.preventDefault()
      to.focus()
    },
  }
}
