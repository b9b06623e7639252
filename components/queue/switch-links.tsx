import type { LucideIcon } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { cn } from '@/components/ui/cn'

interface SwitchLinksProps {
  label: string
  choices: { name: string; href: string; current: boolean; icon?: LucideIcon }[]
}

/** A few ways to look at the same, one of which is in use. */
export function SwitchLinks({ label, choices }: SwitchLinksProps) {
  return (
    <nav aria-label={label} className="relative max-w-full overflow-x-auto">
      <ul className="flex w-fit rounded-md border bg-card p-0.5 shadow-xs">
        {choices.map(({ name, href, current, icon: Icon }) => (
          <li key={name}>
            <Link
              href={href as Route}
              prefetch={false}
              aria-current={current ? 'true' : undefined}
              className={cn(
                'flex h-8 items-center gap-1.5 rounded-sm px-3 text-[0.8125rem] font-medium whitespace-nowrap text-muted-foreground hover:text-foreground focus-visible:-outline-offset-2',
                current && 'bg-accent text-accent-foreground',
              )}
            >
              {Icon && <Icon aria-hidden className="size-4" />}
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
