'use client'

import { Menu } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { cn } from '@/components/ui/cn'
import { Sheet, SheetContent, SheetHeader, SheetTitle, SheetTrigger } from '@/components/ui/sheet'
import { isAt, type NavigationGroup } from './navigation'
import { PlaceCount, type ShellCounts } from './place-count'
import { PlaceIcon } from './place-icon'

const tab =
  'relative flex h-14 flex-col items-center justify-center gap-0.5 text-[0.6875rem] font-medium text-muted-foreground focus-visible:-outline-offset-2 aria-[current=page]:text-primary'

/** The navigation on narrow screens: the daily places at the bottom, the others in a sheet behind More. */
export function PhoneBar({ groups, counts }: { groups: NavigationGroup[]; counts: ShellCounts }) {
  const pathname = usePathname()
  const [open, setOpen] = useState(false)
  const daily = groups.filter((group) => group.heading === null).flatMap((group) => group.entries)
  const others = groups.filter((group) => group.heading !== null)
  const underMore = others.some((group) => group.entries.some((entry) => isAt(pathname, entry.href)))
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-40 border-t bg-card pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      <ul className="grid auto-cols-fr grid-flow-col">
        {daily.map((entry) => (
          <li key={entry.place}>
            <Link href={entry.href} aria-current={isAt(pathname, entry.href) ? 'page' : undefined} className={tab}>
              <PlaceIcon place={entry.place} className="size-5" />
              {entry.label}
              <PlaceCount place={entry.place} counts={counts} className="top-1 left-1/2 ml-1.5" />
            </Link>
          </li>
        ))}
        {others.length > 0 ? (
          <li>
            <Sheet open={open} onOpenChange={setOpen}>
              <SheetTrigger className={cn(tab, 'w-full', underMore && 'text-primary')}>
                <Menu aria-hidden className="size-5" />
                More
              </SheetTrigger>
              <SheetContent side="bottom" aria-describedby={undefined}>
                <SheetHeader>
                  <SheetTitle>More places</SheetTitle>
                </SheetHeader>
                {others.map((group) => (
                  <div key={group.heading}>
                    <p className="px-2 text-xs font-medium text-muted-foreground">{group.heading}</p>
                    <ul className="mt-1 grid gap-0.5">
                      {group.entries.map((entry) => (
                        <li key={entry.place}>
                          <Link
                            href={entry.href}
                            onClick={() => setOpen(false)}
                            aria-current={isAt(pathname, entry.href) ? 'page' : undefined}
                            className="flex h-11 items-center gap-3 rounded-md px-2 text-sm font-medium hover:bg-accent aria-[current=page]:bg-accent"
                          >
                            <PlaceIcon place={entry.place} />
                            {entry.label}
                          </Link>
                        </li>
                      ))}
                    </ul>
                  </div>
                ))}
              </SheetContent>
            </Sheet>
          </li>
        ) : null}
      </ul>
    </nav>
  )
}
