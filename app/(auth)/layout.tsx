import type { ReactNode } from 'react'
import { Wordmark } from '@/components/shell/mark'

export const dynamic = 'force-dynamic'

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr_auto] px-6 py-6">
      <header>
        <Wordmark />
      </header>
      <main id="main" tabIndex={-1} className="mx-auto flex w-full max-w-sm flex-col justify-center py-10 outline-none">
        {children}
      </main>
      <footer className="text-center text-[0.8125rem] text-muted-foreground">
        The moderation desk for synthetic media, on your own server.
      </footer>
    </div>
  )
}
