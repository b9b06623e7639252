import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Wordmark } from './mark'

interface NoticeProps {
  icon: LucideIcon
  title: string
  children: ReactNode
  actions?: ReactNode
}

/** A whole page that says one thing, outside the portal's frame. */
export function Notice({ icon: Icon, title, children, actions }: NoticeProps) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr] px-6 py-6">
      <header>
        <Wordmark />
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="grid place-content-center justify-items-center gap-4 text-center outline-none"
      >
        <Icon aria-hidden className="size-8 text-muted-foreground" strokeWidth={1.5} />
        <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
        <div className="max-w-md text-sm text-pretty text-muted-foreground">{children}</div>
        {actions ? <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div> : null}
      </main>
    </div>
  )
}
