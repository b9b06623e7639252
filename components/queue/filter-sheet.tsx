'use client'

import { ListFilter } from 'lucide-react'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useFaults } from '@/components/shell/use-faults'
import { Button } from '@/components/ui/button'
import {
  Sheet,
  SheetClose,
  SheetContent,
  SheetDescription,
  SheetHeader,
  SheetTitle,
  SheetTrigger,
} from '@/components/ui/sheet'
import type { NamedPolicy } from '@/lib/policies/name-policies'
import { ageFaults } from './age-span'
import { FilterFields } from './filter-fields'
import { parseQueueFilter, type QueueFilter } from './queue-filter'
import { queueHref } from './queue-places'
import { scoreFaults } from './score-faults'

interface FilterSheetProps {
  filter: QueueFilter
  /** How many choices narrow it now. */
  chosen: number
  /** Those that are in use, by name. */
  policies: NamedPolicy[]
}

/** Everything else the queue can be narrowed by. */
export function FilterSheet({ filter, chosen, policies }: FilterSheetProps) {
  const [open, setOpen] = useState(false)
  const router = useRouter()
  const { ref, faults, passes, forget } = useFaults((form) => ({
    ...scoreFaults(form, ['min', 'max']),
    ...ageFaults(form),
  }))
  const change = (to: boolean) => {
    setOpen(to)
    forget()
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!passes(event)) return
    const data = new FormData(event.currentTarget)
    const given = Object.fromEntries([...new Set(data.keys())].map((name) => [name, data.getAll(name).map(String)]))
    const { queueId, tab, mediaType, search, order, mode } = filter
    const kept = { queueId, tab, mediaType, search, order, mode }
    setOpen(false)
    router.push(queueHref({ ...parseQueueFilter(given), ...kept, after: null }) as Route)
  }
  return (
    <Sheet open={open} onOpenChange={change}>
      <SheetTrigger asChild>
        <Button variant="outline">
          <ListFilter aria-hidden />
          <span className="max-sm:sr-only">Narrow</span>
          {chosen > 0 && <span className="tabular-nums">({chosen})</span>}
        </Button>
      </SheetTrigger>
      <SheetContent side="right">
        <SheetHeader>
          <SheetTitle>Narrow the queue</SheetTitle>
          <SheetDescription>What you choose stands in the address, so it can be kept and shared.</SheetDescription>
        </SheetHeader>
        <form ref={ref} noValidate onSubmit={submit} className="grid gap-5">
          <FilterFields filter={filter} policies={policies} faults={faults} />
          <div className="sticky -bottom-5 -mx-5 -mb-5 flex gap-2 border-t bg-popover px-5 py-3">
            <Button type="submit" className="flex-1">
              Show them
            </Button>
            <SheetClose asChild>
              <Button variant="outline">Cancel</Button>
            </SheetClose>
          </div>
        </form>
      </SheetContent>
    </Sheet>
  )
}
