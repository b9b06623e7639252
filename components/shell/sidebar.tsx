'use client'

import { PanelLeft } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { Tooltip, TooltipContent, TooltipTrigger } from '@/components/ui/tooltip'
import { isAt, type NavigationGroup } from './navigation'
import { PlaceCount, type ShellCounts } from './place-count'
import { PlaceIcon } from './place-icon'
import { UploadCount } from './upload-count'

interface SidebarProps {
  /** The team's name, or the menu of one's teams. */
  team: ReactNode
  groups: NavigationGroup[]
  counts: ShellCounts
  /** Whether the person last folded it to icons. */
  folded: boolean
  /** Above the places. */
  top: ReactNode
  /** Above the person; nothing where there is nothing to take back. */
  undo: ReactNode
  userMenu: ReactNode
}

// Words are always there for screen readers; for eyes only where the bar is wide (and not folded).
const words = 'sr-only lg:not-sr-only lg:group-data-[folded=true]/bar:sr-only'

// On the icon where there are icons alone, at the end of the line where there are words.
const count =
  'top-0.5 left-5.5 lg:static lg:ml-auto lg:bg-secondary lg:px-1.5 lg:text-xs lg:leading-5 lg:text-secondary-foreground lg:group-data-[folded=true]/bar:absolute lg:group-data-[folded=true]/bar:bg-primary lg:group-data-[folded=true]/bar:px-1 lg:group-data-[folded=true]/bar:text-[0.625rem] lg:group-data-[folded=true]/bar:leading-4 lg:group-data-[folded=true]/bar:text-primary-foreground'

/** The navigation on screens from 768 pixels: icons alone up to 1024, then with words unless folded. */
export function Sidebar({ team, groups, counts, folded: initially, top, undo, userMenu }: SidebarProps) {
  const pathname = usePathname()
  const [folded, setFolded] = useState(initially)
  const fold = () => {
    setFolded(!folded)
    // biome-ignore lint/suspicious/noDocumentCookie: read by the server for the first paint; cookieStore is not everywhere
    document.cookie = `docket-sidebar=${folded ? 'wide' : 'folded'}; path=/; max-age=31536000; samesite=lax`
  }
  return (
    <aside
      data-folded={folded}
      className="group/bar sticky top-0 z-30 hidden h-dvh w-15 shrink-0 flex-col border-r bg-card md:flex print:hidden lg:w-60 lg:data-[folded=true]:w-15"
    >
      <div className="flex h-14 shrink-0 items-center border-b px-2">{team}</div>
      <div className="px-2.5 pt-3">{top}</div>
      <nav
        aria-label="Main"
        className="flex flex-1 flex-col gap-5 overflow-x-hidden overflow-y-auto px-2.5 py-3 [@media(max-height:62rem)]:gap-3 [@media(max-height:62rem)]:py-2"
      >
        {groups.map((group) => (
          <div key={group.heading ?? 'daily'}>
            {group.heading ? (
              <p className="mb-1 px-2.5 text-xs font-medium text-muted-foreground">
                <span className={words}>{group.heading}</span>
              </p>
            ) : null}
            <ul className="grid gap-0.5 [@media(max-height:62rem)]:gap-0">
              {group.entries.map((entry) => {
                const here = isAt(pathname, entry.href)
                return (
                  <li key={entry.place}>
                    <Tooltip>
                      <TooltipTrigger asChild>
                        <Link
                          href={entry.href}
                          aria-current={here ? 'page' : undefined}
                          className={cn(
                            'relative flex h-9 items-center [@media(max-height:62rem)]:h-6.5 gap-3 rounded-md px-2.5 text-sm font-medium text-muted-foreground transition-colors hover:bg-accent hover:text-accent-foreground focus-visible:-outline-offset-2',
                            here && 'bg-accent text-accent-foreground',
                          )}
                        >
                          <PlaceIcon place={entry.place} />
                          <span className={words}>{entry.label}</span>
                          <PlaceCount place={entry.place} counts={counts} className={count} />
                          {entry.place === 'submit' ? <UploadCount /> : null}
                        </Link>
                      </TooltipTrigger>
                      <TooltipContent side="right" className={folded ? '' : 'lg:hidden'}>
                        {entry.label}
                      </TooltipContent>
                    </Tooltip>
                  </li>
                )
              })}
            </ul>
          </div>
        ))}
      </nav>
      <div className="grid gap-1 border-t p-2.5">
        {undo}
        {userMenu}
        <button
          type="button"
          onClick={fold}
          aria-pressed={folded}
          className="hidden h-8 items-center gap-3 rounded-md px-2.5 text-[0.8125rem] text-muted-foreground hover:bg-accent hover:text-accent-foreground focus-visible:-outline-offset-2 lg:flex"
        >
          <PanelLeft aria-hidden className="size-4.5 shrink-0" />
          <span className={words}>Fold the navigation</span>
        </button>
      </div>
    </aside>
  )
}
