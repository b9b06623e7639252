'use client'

import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog'
import { askAgainSeconds, durationWords, restMeans, restWords } from './work-clock'

interface BreakDialogProps {
  open: boolean
  /** With media at a stretch. */
  minutes: number
  resting: boolean
  onRest(): void
  /** Not now, or back from the break. */
  onClose(): void
}

/** Proposes a break. Its focus is on its words, so that a key meant for the page presses nothing. */
export function BreakDialog({ open, minutes, resting, onRest, onClose }: BreakDialogProps) {
  const content = useRef<HTMLDivElement>(null)
  return (
    <>
      {open && resting && <div aria-hidden className="fixed inset-0 z-45 bg-background" />}
      <Dialog open={open} onOpenChange={(now) => !now && onClose()}>
        <DialogContent
          ref={content}
          tabIndex={-1}
          onOpenAutoFocus={(event) => {
            event.preventDefault()
            content.current?.focus()
          }}
          onInteractOutside={(event) => event.preventDefault()}
          className="outline-none"
        >
          <DialogHeader>
            <DialogTitle>{resting ? 'A break' : 'Time for a break?'}</DialogTitle>
            <DialogDescription>
              {resting ? restMeans : `You have had media open for ${durationWords(minutes * 60)} without a pause.`}
            </DialogDescription>
          </DialogHeader>
          {resting && <RestTime />}
          <DialogFooter>
            {resting ? (
              <Button onClick={onClose}>Back to work</Button>
            ) : (
              <>
                <Button variant="outline" onClick={onClose}>
                  Not now, ask in {askAgainSeconds / 60} minutes
                </Button>
                <Button onClick={onRest}>Take a break</Button>
              </>
            )}
          </DialogFooter>
        </DialogContent>
      </Dialog>
    </>
  )
}

function RestTime() {
  const [since] = useState(() => Date.now())
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds(Math.round((Date.now() - since) / 1000)), 10_000)
    return () => clearInterval(timer)
  }, [since])
  return <p className="text-sm tabular-nums">{restWords(seconds)}</p>
}
