'use client'

import { ListPlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toast } from 'sonner'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog'
import { ListForm } from './list-form'

/** The button and the dialog by which an admin brings a list. */
export function BringList() {
  const [open, setOpen] = useState(false)
  const router = useRouter()
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          <ListPlus aria-hidden />
          Bring a list
        </Button>
      </DialogTrigger>
      <DialogContent className="sm:max-w-xl">
        <DialogHeader>
          <DialogTitle>Bring a list</DialogTitle>
          <DialogDescription className="text-pretty">
            CSV whose first line names the columns (hash, and kind, what, label, description, expires), or JSON as
            ThreatExchange has it. Hashes are PDQ, SHA-256, or fingerprints of sound as fpcalc prints them. All rows are
            kept or, where one cannot be read, none.
          </DialogDescription>
        </DialogHeader>
        <ListForm
          onKept={({ entries, repeated }) => {
            setOpen(false)
            const twice = repeated > 0 ? ` ${repeated.toLocaleString('en')} were in it twice.` : ''
            toast.success(`${entries.toLocaleString('en')} entries were kept.${twice}`)
            router.refresh()
          }}
        />
      </DialogContent>
    </Dialog>
  )
}
