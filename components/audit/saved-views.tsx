'use client'

import { Bookmark, Trash2, Users } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { useTransition } from 'react'
import { toast } from 'sonner'
import { turnedBack } from '@/components/shell/prove-then'
import { useStepUp } from '@/components/shell/step-up-context'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '@/components/ui/dropdown-menu'
import type { SavedView } from '@/lib/audit/list-views'
import type { ActionResult } from '@/lib/http/server-action'

export type RemoveView = (input: { viewId: string }) => Promise<ActionResult<{ viewId: string }>>

interface SavedViewsProps {
  /** The page they belong to. */
  path: '/audit' | '/queue' | '/retention'
  views: SavedView[]
  /** The query of the page as it is shown; the view that is the same is marked. */
  query: string
  removeView: RemoveView
}

/** Filters kept under a name: one's own and the team's. */
export function SavedViews({ path, views, query, removeView }: SavedViewsProps) {
  if (views.length === 0) return null
  return (
    <nav aria-label="Saved views" className="min-w-0">
      <ul className="flex flex-wrap items-center gap-1.5">
        {views.map((view) => (
          <li key={view.viewId} className="flex max-w-full">
            <Link
              href={`${path}${view.query ? `?${view.query}` : ''}` as Route}
              prefetch={false}
              aria-current={view.query === query ? 'page' : undefined}
              title={view.shared === 'team' ? `For the team, kept by ${view.memberName}` : 'Only for you'}
              className={cn(
                'inline-flex h-8 min-w-0 items-center gap-1.5 border bg-card px-3 text-[0.8125rem] font-medium shadow-xs hover:bg-accent',
                view.mayRemove ? 'rounded-l-md' : 'rounded-md',
                view.query === query && 'border-primary/50 bg-accent text-accent-foreground',
              )}
            >
              {view.shared === 'team' ? (
                <Users aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
              ) : (
                <Bookmark aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
              )}
              <span className="truncate">{view.name}</span>
              <span className="sr-only">{view.shared === 'team' ? ', for the team' : ', only for you'}</span>
            </Link>
            {view.mayRemove ? <RemoveMenu view={view} removeView={removeView} /> : null}
          </li>
        ))}
      </ul>
    </nav>
  )
}

function RemoveMenu({ view, removeView }: { view: SavedView; removeView: RemoveView }) {
  const provedThen = useStepUp()
  const [pending, start] = useTransition()
  const remove = () =>
    start(async () => {
      const result = await provedThen(() => removeView({ viewId: view.viewId })).catch(() => null)
      if (result?.ok) toast.success(`The view “${view.name}” was removed.`)
      else if (!turnedBack(result))
        toast.error(result?.message ?? 'Docket could not be reached. Reload the page before you try again.')
    })
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="outline"
          size="icon-sm"
          disabled={pending}
          aria-label={`More on the view “${view.name}”`}
          className="-ml-px w-7 rounded-l-none border-border"
        >
          <span aria-hidden>⋯</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={remove}>
          <Trash2 aria-hidden />
          Remove this view
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
