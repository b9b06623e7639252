'use client'

import { Search } from 'lucide-react'
import type { Route } from 'next'
import Form from 'next/form'
import Link from 'next/link'
import { useRef } from 'react'
import { useKeys } from '@/components/keys/use-keys'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { type QueueFilter, queueHref } from './queue-filter'

/** Finds cases by number or title within the part of the queue one looks at. `/` goes there. */
export function QueueSearch({ filter }: { filter: QueueFilter }) {
  const field = useRef<HTMLInputElement>(null)
  useKeys({ '/': () => field.current?.select() })
  return (
    <search className="w-full min-w-0 sm:w-auto sm:max-w-sm sm:flex-1">
      <Form action="/queue" className="flex items-center gap-2">
        {filter.tab !== 'open' && <input type="hidden" name="state" value={filter.tab} />}
        {filter.mediaType && <input type="hidden" name="type" value={filter.mediaType} />}
        <div className="relative min-w-0 flex-1">
          <Search aria-hidden className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground" />
          <Input
            ref={field}
            type="search"
            name="q"
            key={filter.search}
            defaultValue={filter.search}
            maxLength={200}
            aria-label="Search by number or title"
            placeholder="Number or title"
            className="pr-8 pl-8"
          />
          <kbd
            aria-hidden
            className="pointer-events-none absolute top-1/2 right-2 hidden -translate-y-1/2 rounded-sm border bg-muted px-1.5 font-mono text-xs text-muted-foreground sm:block"
          >
            /
          </kbd>
        </div>
        <Button type="submit" variant="outline">
          Search
        </Button>
        {filter.search && (
          <Button variant="ghost" asChild>
            <Link href={queueHref({ ...filter, search: '', before: null }) as Route}>Clear</Link>
          </Button>
        )}
      </Form>
    </search>
  )
}
