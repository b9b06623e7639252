'use client'

import { Download } from 'lucide-react'
import { useState } from 'react'
import { GuardedDownload } from '@/components/shell/guarded-download'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog'
import { Label } from '@/components/ui/label'
import { RadioGroup, RadioGroupItem } from '@/components/ui/radio-group'

interface ExportDialogProps {
  /** The filter as the address spells it; empty: the whole trail. */
  query: string
  /** What is exported, in words. */
  says: string
}

/** Exports what is shown. The browser's own form, so that the answer becomes a file while it is still being made. */
export function ExportDialog({ query, says }: ExportDialogProps) {
  const [open, setOpen] = useState(false)
  const [format, setFormat] = useState<'csv' | 'jsonl'>('csv')
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline">
          <Download aria-hidden />
          Export
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Export the trail</DialogTitle>
          <DialogDescription>{says} The export is itself an entry of the trail.</DialogDescription>
        </DialogHeader>
        <GuardedDownload
          action="/api/audit/export"
          permission="audit.export"
          className="grid gap-4"
          onStarted={() => setOpen(false)}
        >
          <input type="hidden" name="query" value={query} />
          <fieldset>
            <legend className="mb-2 text-sm font-medium">As</legend>
            <RadioGroup
              name="format"
              value={format}
              onValueChange={(value) => setFormat(value === 'jsonl' ? 'jsonl' : 'csv')}
            >
              <Choice value="csv" name="CSV">
                For reading in a spreadsheet. Nothing in it runs as a formula.
              </Choice>
              <Choice value="jsonl" name="JSON Lines, to be verified">
                Every entry as it was hashed, with its proof and the signed checkpoints. Checked on any machine, without
                this server, by docket-verify.mjs: one file that comes with Docket, in the folder bin, and with every
                evidence bundle.
              </Choice>
            </RadioGroup>
          </fieldset>
          {format === 'csv' ? (
            <div className="grid grid-cols-[auto_1fr] gap-x-2.5">
              <Checkbox id="export-names" name="names" aria-describedby="export-names-hint" className="mt-0.5" />
              <div>
                <Label htmlFor="export-names" className="min-h-6">
                  With people’s names
                </Label>
                <p id="export-names-hint" className="text-[0.8125rem] text-muted-foreground">
                  Otherwise people appear by their ids and the pseudonyms of bundles and statements, as fits what leaves
                  the team.
                </p>
              </div>
            </div>
          ) : null}
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <Button type="submit">Export</Button>
          </DialogFooter>
        </GuardedDownload>
      </DialogContent>
    </Dialog>
  )
}

function Choice({ value, name, children }: { value: string; name: string; children: string }) {
  const id = `export-${value}`
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-2.5">
      <RadioGroupItem id={id} value={value} aria-describedby={`${id}-does`} className="mt-0.5" />
      <div>
        <Label htmlFor={id} className="min-h-6">
          {name}
        </Label>
        <p id={`${id}-does`} className="text-[0.8125rem] text-pretty text-muted-foreground">
          {children}
        </p>
      </div>
    </div>
  )
}
