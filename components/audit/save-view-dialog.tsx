'use client'

import { BookmarkPlus } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { Refusal } from '@/components/shell/refusal'
import { useActionForm } from '@/components/shell/use-action-form'
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
import { RadioGroup, RadioGroupItem } from '@/components/ui/radio-group'
import type { ActionResult } from '@/lib/http/server-action'

export type SaveView = (input: {
  name: string
  query: string
  shared: 'me' | 'team'
}) => Promise<ActionResult<{ viewId: string }>>

interface SaveViewProps {
  query: string
  /** What the filter shows, in words. */
  says: string
  /** Who else sees it where it is kept for the team: "Everyone in the team". */
  everyone: string
  saveView: SaveView
}

/** Keeps the present filter under a name. */
export function SaveViewDialog(props: SaveViewProps) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline">
          <BookmarkPlus aria-hidden />
          Save view
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Save this view</DialogTitle>
          <DialogDescription>{props.says}</DialogDescription>
        </DialogHeader>
        <SaveViewForm {...props} onSaved={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

function SaveViewForm({ query, everyone, saveView, onSaved }: SaveViewProps & { onSaved(): void }) {
  const { form, pending, message, fault } = useActionForm(
    (data) =>
      saveView({
        name: String(data.get('name') ?? ''),
        query,
        shared: data.get('shared') === 'team' ? 'team' : 'me',
      }),
    (_, data) => {
      toast.success(`The view “${String(data.get('name')).trim()}” was saved.`)
      onSaved()
    },
  )
  return (
    <form {...form} className="grid gap-4">
      <Refusal message={message} />
      <Field id="view-name" label="Name" fault={fault('name')}>
        <Input
          id="view-name"
          name="name"
          required
          maxLength={80}
          autoComplete="off"
          {...describedBy('view-name', { fault: fault('name') })}
        />
      </Field>
      <fieldset>
        <legend className="mb-2 text-sm font-medium">Who sees it</legend>
        <RadioGroup name="shared" defaultValue="me">
          <Label className="min-h-6 font-normal">
            <RadioGroupItem value="me" /> Only I
          </Label>
          <Label className="min-h-6 font-normal">
            <RadioGroupItem value="team" /> {everyone}
          </Label>
        </RadioGroup>
      </fieldset>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" disabled={pending}>
          {pending ? 'Saving…' : 'Save the view'}
        </Button>
      </DialogFooter>
    </form>
  )
}
