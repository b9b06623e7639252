import type { ReactNode } from 'react'

interface AccountSectionProps {
  id: string
  title: string
  says?: ReactNode
  children: ReactNode
}

/** One thing about one's own account, with a heading that can be linked to. */
export function AccountSection({ id, title, says, children }: AccountSectionProps) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-heading`}
      className="grid scroll-mt-20 grid-cols-1 gap-4 rounded-lg border bg-card p-5 shadow-xs"
    >
      <div className="grid gap-1">
        <h2 id={`${id}-heading`} className="text-base font-semibold tracking-tight">
          {title}
        </h2>
        {says ? <p className="max-w-prose text-sm text-pretty text-muted-foreground">{says}</p> : null}
      </div>
      {children}
    </section>
  )
}
