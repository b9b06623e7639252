'use client'

import { FileUp } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { acceptedExtensions } from '@/lib/media/formats'

interface DropAreaProps {
  /** The most one file may hold, in words. */
  most: string
  onFiles(files: File[]): void
}

const accept = acceptedExtensions
  .split(', ')
  .map((extension) => `.${extension}`)
  .join(',')

/** Takes files dropped anywhere on the page, and from a button. */
export function DropArea({ most, onFiles }: DropAreaProps) {
  const [over, setOver] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)
  const take = useRef(onFiles)
  take.current = onFiles

  const takeChosen = () => {
    const input = chooser.current
    if (!input?.files?.length) return
    take.current([...input.files])
    // So that the same file can be chosen again after it was refused or cancelled.
    input.value = ''
  }

  // Chosen while the page was shown and not yet listening, as on a slow machine.
  useEffect(takeChosen, [])

  useEffect(() => {
    // Entering a child counts as leaving its parent, so depth is counted.
    let depth = 0
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      depth += 1
      setOver(true)
    }
    const hover = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault()
    }
    const leave = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      depth = 0
      setOver(false)
      take.current([...(event.dataTransfer?.files ?? [])])
    }
    const events = { dragenter: enter, dragover: hover, dragleave: leave, drop } as const
    for (const [name, listener] of Object.entries(events)) window.addEventListener(name as 'drop', listener)
    return () => {
      for (const [name, listener] of Object.entries(events)) window.removeEventListener(name as 'drop', listener)
    }
  }, [])

  return (
    <div
      className={cn(
        'grid justify-items-center gap-3 rounded-lg border-2 border-dashed border-input bg-card px-6 py-10 text-center transition-colors',
        over && 'border-primary bg-accent',
      )}
    >
      <FileUp aria-hidden className="size-8 text-muted-foreground" strokeWidth={1.5} />
      <div className="grid gap-1">
        <p className="text-base font-medium">{over ? 'Let go to hand them in' : 'Drop files anywhere on this page'}</p>
        <p className="text-sm text-muted-foreground">
          Each becomes a case. Three are sent at a time, and analyses wait their turn: a large batch takes a while.
        </p>
      </div>
      <Button onClick={() => chooser.current?.click()}>Choose files</Button>
      <input
        ref={chooser}
        type="file"
        multiple
        accept={accept}
        aria-label="Files to hand in"
        tabIndex={-1}
        className="sr-only"
        onChange={takeChosen}
      />
      <p className="max-w-xl text-[0.8125rem] text-pretty text-muted-foreground">
        Up to {most} each: {acceptedExtensions}. From a CSV the addresses are read.
      </p>
    </div>
  )
}
