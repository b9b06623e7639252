'use client'

import { ListFilter } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle, SheetTrigger } from '@/components/ui/sheet'

/** The facets where there is no room beside the list. `chosen`: how many choices narrow it now. */
export function FilterSheet({ chosen, children }: { chosen: number; children: ReactNode }) {
  return (
    <Sheet>
      <SheetTrigger asChild>
        <Button variant="outline" className="lg:hidden">
          <ListFilter aria-hidden />
          Narrow{chosen > 0 ? ` (${chosen})` : ''}
        </Button>
      </SheetTrigger>
      <SheetContent side="right">
        <SheetHeader>
          <SheetTitle>Narrow the trail</SheetTitle>
          <SheetDescription>Each choice shows at once; choose again to leave it out.</SheetDescription>
        </SheetHeader>
        {children}
      </SheetContent>
    </Sheet>
  )
}
