'use client'

import { Scale } from 'lucide-react'
import { useId, useState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { useFaults } from '@/components/shell/use-faults'
import { Button } from '@/components/ui/button'
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
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { NativeSelect } from '@/components/ui/native-select'
import { periodFaults } from './period-faults'
import { useDownload } from './use-download'

/** Downloads the statements of reasons for all decisions of a period. `today`: the day it ends with unless changed (UTC). */
export function PeriodDialog({ today }: { today: string }) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const { busy, message, download, forget } = useDownload()
  const { ref, faults, passes, forget: forgetFaults } = useFaults((form) => periodFaults(form, today))
  const change = (to: boolean) => {
    setOpen(to)
    forget()
    forgetFaults()
  }
  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button variant="outline">
          <Scale aria-hidden />
          Statements
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Statements of reasons</DialogTitle>
          <DialogDescription>
            A draft for every decision of a period (EU Digital Services Act, Article 17), those taken back marked as
            such; one that can still be taken back is left out. What only your platform knows is left open. Each one is
            written into the trail as exported.
          </DialogDescription>
        </DialogHeader>
        <form
          ref={ref}
          noValidate
          className="grid gap-4"
          onSubmit={async (event) => {
            event.preventDefault()
            forget()
            if (!passes(event)) return
            const fields = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>
            if (await download('/api/decisions/statements', fields)) change(false)
          }}
        >
          <div className="grid gap-3 sm:grid-cols-2">
            <Day
              id={`${id}-from`}
              name="from"
              label="From (UTC)"
              value={`${today.slice(0, 8)}01`}
              fault={faults.from}
            />
            <Day id={`${id}-to`} name="to" label="To, included" value={today} fault={faults.to} />
          </div>
          <div className="grid gap-1.5">
            <Label htmlFor={`${id}-format`}>As</Label>
            <NativeSelect id={`${id}-format`} name="format" defaultValue="csv">
              <option value="csv">CSV, a line for each decision</option>
              <option value="jsonl">JSON Lines, with what each field rests on</option>
            </NativeSelect>
          </div>
          <Refusal message={message} />
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <Button type="submit" disabled={busy}>
              {busy ? 'Preparing…' : 'Download'}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}

interface DayProps {
  id: string
  name: string
  label: string
  value: string
  fault: string | undefined
}

function Day({ id, name, label, value, fault }: DayProps) {
  return (
    <Field id={id} label={label} fault={fault}>
      <Input id={id} name={name} type="date" defaultValue={value} {...describedBy(id, { fault })} />
    </Field>
  )
}
