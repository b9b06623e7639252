'use client'

import { CircleAlert, CircleCheck, Info } from 'lucide-react'
import { useTheme } from 'next-themes'
import { Toaster as Sonner } from 'sonner'

/** Where toasts appear (`import { toast } from 'sonner'`). Once, in app/layout.tsx. */
export function Toaster() {
  const { resolvedTheme } = useTheme()
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      // Not at the bottom: there are the buttons of forms, sheets and of what is chosen in a list.
      position="top-center"
      containerAriaLabel="Messages"
      // Below a phone's header.
      mobileOffset={{ top: '4rem' }}
      icons={{
        success: <CircleCheck aria-hidden className="size-4 text-verdict-real" />,
        error: <CircleAlert aria-hidden className="size-4 text-destructive" />,
        info: <Info aria-hidden className="size-4 text-info" />,
      }}
      toastOptions={{
        closeButton: true,
        duration: 6000,
        classNames: {
          toast: '!border-border !bg-popover !text-popover-foreground !font-sans',
          description: '!text-muted-foreground',
        },
      }}
    />
  )
}
