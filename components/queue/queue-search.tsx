'use client'

import { Search } from 'lucide-react'
import type { Route } from 'next'
import Form from 'next/form'
import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { KeyHint } from '@/components/keys/key-hint'
import { useShortcut } from '@/components/keys/key-map'
import { useKeys } from '@/components/keys/use-keys'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import type { QueueFilter } from './queue-filter'
import { queueHref, searchOf } from './queue-places'

/** Finds cases by number or title within the part of the queue one looks at. `/` goes there. */
export function QueueSearch({ filter }: { filter: QueueFilter }) {
  const field = useRef<HTMLInputElement>(null)
  useKeys({ search: () => field.current?.select() })
  useEffect(() => {
    // The field stays the same one, so that a search leaves the focus in it; what is being typed there is not touched.
    if (field.current && document.activeElement !== field.current) field.current.value = filter.search
  }, [filter.search])
  const kept = [...new URLSearchParams(searchOf({ ...filter, search: '', after: null }))]
  return (
    <search className="min-w-0 flex-1 sm:max-w-sm">
      <Form action="/queue" className="flex items-center gap-2">
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="relative min-w-0 flex-1">
          <Search aria-hidden className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground" />
          <Input
            ref={field}
            type="search"
            name="q"
            defaultValue={filter.search}
            maxLength={200}
            aria-label="Search by number or title"
            aria-keyshortcuts={useShortcut('search')}
            placeholder="Number or title"
            className="pr-8 pl-8"
          />
          <KeyHint
            action="search"
            className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 max-md:hidden"
          />
        </div>
        <Button type="submit" variant="outline">
          Search
        </Button>
        {filter.search && (
          <Button variant="ghost" asChild>
            <Link href={queueHref({ ...filter, search: '', after: null }) as Route}>Clear</Link>
          </Button>
        )}
      </Form>
    </search>
  )
}
