'use client'

import { type ReactNode, useState } from 'react'
import { toast } from 'sonner'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog'
import { type PolicyChoice, type QueueDraft, QueueForm, type SaveQueue } from './queue-form'

interface QueueDialogProps {
  draft: QueueDraft
  policies: PolicyChoice[]
  save: SaveQueue
  /** The button that opens it. */
  children: ReactNode
}

/** Makes a queue, or changes one. */
export function QueueDialog({ draft, policies, save, children }: QueueDialogProps) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      <DialogContent className="max-h-[calc(100dvh-2rem)] overflow-y-auto sm:max-w-xl">
        <DialogHeader>
          <DialogTitle>{draft.queueId ? `The queue “${draft.name}”` : 'New queue'}</DialogTitle>
          <DialogDescription>
            {draft.queueId
              ? 'Where another order is chosen, the cases in it are put in that order at once.'
              : 'It stays empty until a routing rule or a person puts cases into it.'}
          </DialogDescription>
        </DialogHeader>
        <QueueForm
          draft={draft}
          policies={policies}
          save={save}
          onSaved={(name) => {
            setOpen(false)
            toast.success(draft.queueId ? `“${name}” is saved.` : `The queue “${name}” is made.`)
          }}
        />
      </DialogContent>
    </Dialog>
  )
}
