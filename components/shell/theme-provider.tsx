'use client'

import { ThemeProvider as NextThemes } from 'next-themes'
import type { ReactNode } from 'react'
import { TooltipProvider } from '@/components/ui/tooltip'

/** Light, dark or the system's, set before the first paint; and one provider for all tooltips. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  return (
    <NextThemes
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      storageKey="docket-theme"
    >
      <TooltipProvider delayDuration={400}>{children}</TooltipProvider>
    </NextThemes>
  )
}
