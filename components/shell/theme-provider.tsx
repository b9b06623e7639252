'use client'

import { setNonce } from 'get-nonce'
import { ThemeProvider as NextThemes } from 'next-themes'
import { type ReactNode, useState } from 'react'
import { TooltipProvider } from '@/components/ui/tooltip'

/**
 * Light, dark or the system's, set before the first paint; and one provider for all tooltips. `nonce`: of the request, for
 * the script that sets the look and for the style with which an open dialog keeps the page from scrolling.
 */
export function ThemeProvider({ nonce, children }: { nonce: string; children: ReactNode }) {
  // The document keeps the policy it came with; what is fetched for it later carries a nonce of its own.
  const [first] = useState(nonce)
  if (typeof window !== 'undefined') setNonce(first)
  return (
    <NextThemes
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      storageKey="docket-theme"
      nonce={first}
    >
      <TooltipProvider delayDuration={400}>{children}</TooltipProvider>
    </NextThemes>
  )
}
