'use client'

import { Gavel } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog'
import type { BulkActions, DecideSame } from './bulk-actions'
import { DecideManyForm } from './decide-many-form'
import type { ShownRow } from './shown-row'

interface DecideManyProps {
  chosen: ShownRow[]
  disabled: boolean
  policies: BulkActions['policies']
  decide(same: DecideSame): void
}

/** Decides the chosen cases alike: one finding and one reason for all, and nothing chosen beforehand. */
export function DecideManyDialog({ chosen, disabled, policies, decide }: DecideManyProps) {
  const [open, setOpen] = useState(false)
  // Outlives a refusal, so that nothing has to be typed again.
  const [sent, setSent] = useState<DecideSame | null>(null)
  const send = (same: DecideSame) => {
    setSent(same)
    setOpen(false)
    decide(same)
  }
  const cases = chosen.length === 1 ? 'this case' : `these ${chosen.length} cases`
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" variant="outline" aria-disabled={disabled}>
          <Gavel aria-hidden /> Decide alike…
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Decide {cases} alike</DialogTitle>
          <DialogDescription className="text-pretty">
            Each is decided under the policy of its own queue and stands for itself: what one of them refuses, the
            others do not wait for. You can take them back until they are final.
          </DialogDescription>
        </DialogHeader>
        <DecideManyForm chosen={chosen} policies={policies} decide={send} sent={sent} />
      </DialogContent>
    </Dialog>
  )
}
