'use client'

import { FolderInput } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '@/components/ui/dropdown-menu'

export interface MoveTarget {
  queueId: string
  name: string
}

interface MoveMenuProps {
  targets: MoveTarget[]
  disabled: boolean
  /** Null: back to where the rules send it. */
  move(queueId: string | null): void
}

/** Moves the chosen cases to a queue, or back to where the rules send them. */
export function MoveMenu({ targets, disabled, move }: MoveMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button size="sm" variant="outline" aria-disabled={disabled}>
          <FolderInput aria-hidden /> Move to…
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        {targets.map(({ queueId, name }) => (
          <DropdownMenuItem key={queueId} onSelect={() => move(queueId)}>
            {name}
          </DropdownMenuItem>
        ))}
        <DropdownMenuItem onSelect={() => move(null)}>Where the rules send it</DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
