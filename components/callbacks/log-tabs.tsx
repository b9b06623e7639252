import type { Route } from 'next'
import Link from 'next/link'
import { cn } from '@/components/ui/cn'

interface LogTabsProps {
  /** What is narrowed: "Callbacks by state". */
  label: string
  choices: { name: string; href: string; current: boolean }[]
}

/** Narrows a delivery log by state. */
export function LogTabs({ label, choices }: LogTabsProps) {
  return (
    <nav aria-label={label} className="mb-4 overflow-x-auto">
      <ul className="flex w-fit rounded-md border bg-card p-0.5 shadow-xs">
        {choices.map(({ name, href, current }) => (
          <li key={name}>
            <Link
              href={href as Route}
              prefetch={false}
              aria-current={current ? 'true' : undefined}
              className={cn(
                'flex h-8 items-center rounded-sm px-3 text-[0.8125rem] font-medium whitespace-nowrap text-muted-foreground hover:text-foreground focus-visible:-outline-offset-2',
                current && 'bg-accent text-accent-foreground',
              )}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
