'use client'

import { FileArchive } from 'lucide-react'
import { useState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { useGuardedSubmit } from '@/components/shell/use-guarded-submit'
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
import { useDownload } from './use-download'

interface BundleDialogProps {
  number: number
  /** Why the media cannot come with it; null where it can. */
  mediaWithheld: string | null
}

/** The button and the dialog by which a case's evidence is taken out as one archive. */
export function BundleDialog({ number, mediaWithheld }: BundleDialogProps) {
  const [open, setOpen] = useState(false)
  const [media, setMedia] = useState(false)
  const { busy, message, download, forget } = useDownload()
  const action = `/api/cases/${number}/bundle`
  const change = (to: boolean) => {
    setOpen(to)
    setMedia(false)
    forget()
  }
  const withMedia = useGuardedSubmit('audit.export', () => change(false))
  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm">
          <FileArchive aria-hidden />
          Export evidence…
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Export the evidence of case {number}</DialogTitle>
          <DialogDescription>
            The export is written into the trail under your name. In the archive people appear under pseudonyms; reasons
            and questions are in it word for word.
          </DialogDescription>
        </DialogHeader>
        <form
          method="post"
          action={action}
          noValidate
          className="grid gap-4"
          onSubmit={async (event) => {
            // With media it can be of any size: then the browser saves it while it comes in.
            if (media) return withMedia.onSubmit(event)
            event.preventDefault()
            if (await download(action, {})) change(false)
          }}
        >
          <Label htmlFor="bundle-media" className="items-start gap-3">
            <Checkbox
              id="bundle-media"
              name="media"
              checked={media}
              onCheckedChange={(to) => setMedia(to === true)}
              disabled={mediaWithheld !== null}
              aria-describedby="bundle-media-note"
            />
            <span className="grid gap-0.5">
              Include the media itself
              <span id="bundle-media-note" className="font-normal text-muted-foreground">
                {mediaWithheld ?? 'Whoever gets the archive then has the media. Without it, its SHA-256 is in there.'}
              </span>
            </span>
          </Label>
          <Refusal message={message} />
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <Button type="submit" disabled={busy || withMedia.pending}>
              {busy ? 'Preparing…' : 'Download'}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}
