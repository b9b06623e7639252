'use client'

import { Eye, EyeOff } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { useViewing } from './viewing'

interface ShieldProps {
  /** Whose blur is lifted and told to the trail; null: a copy without a row of its own (it is never lifted by itself). */
  mediaId: string | null
  /** Whether it can be shown by itself here: in viewers, not in lists. Then it also counts as open media. */
  liftable?: boolean
  /** Larger than a small picture in a list: blurred the more. Whatever is liftable is. */
  large?: boolean
  /** `span` inside links and other text. */
  as?: 'div' | 'span'
  className?: string
  children: ReactNode
}

/**
 * Stands around whatever shows media and blurs or greys it as the person wishes. Controls that must stay readable belong
 * outside of it. Video stays filtered in full screen and is kept out of picture-in-picture, where no filter reaches.
 */
export function Shield({
  mediaId,
  liftable = false,
  large = liftable,
  as: Element = 'div',
  className,
  children,
}: ShieldProps) {
  const { blur, grey, set, lifted, lift, cover, tellShown, showSomething, openMedia } = useViewing()
  const open = mediaId !== null && lifted(mediaId)
  const blurred = blur && !open
  const filtered = blurred || grey
  const before = useRef<{ mediaId: string | null; blurred: boolean } | null>(null)
  const box = useRef<HTMLDivElement & HTMLSpanElement>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: told when it becomes clear, not when the switches render
  useEffect(() => {
    const wasBlurred = before.current?.mediaId === mediaId ? before.current.blurred : set.blur
    if (!blurred && wasBlurred && mediaId !== null) tellShown(mediaId)
    before.current = { mediaId, blurred }
  }, [blurred, mediaId])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the same function all along
  useEffect(() => (liftable ? openMedia() : showSomething()), [liftable])

  useEffect(() => {
    for (const video of box.current?.querySelectorAll('video') ?? []) {
      video.disablePictureInPicture = filtered
      if (filtered && document.pictureInPictureElement === video) document.exitPictureInPicture().catch(() => {})
    }
  }, [filtered])

  const filter = cn(
    blurred && (large ? 'blur-2xl [&_video:fullscreen]:blur-2xl' : 'blur-md'),
    grey && 'grayscale [&_video:fullscreen]:grayscale',
  )
  if (!liftable) {
    return (
      <Element ref={box} data-shield={blurred ? 'blurred' : 'clear'} className={cn('block', filter, className)}>
        {children}
      </Element>
    )
  }
  return (
    <Element
      data-shield={blurred ? 'blurred' : 'clear'}
      className={cn('relative isolate block min-w-0', blurred && 'overflow-hidden', className)}
    >
      <Element ref={box} className={cn('block size-full min-w-0', filter)}>
        {children}
      </Element>
      {blur && mediaId !== null && (
        <Button
          variant="secondary"
          size="sm"
          className={cn('absolute z-10 border shadow-sm', blurred ? 'inset-0 m-auto w-fit' : 'top-2 right-2')}
          onClick={() => (blurred ? lift(mediaId) : cover(mediaId))}
        >
          {blurred ? <Eye aria-hidden /> : <EyeOff aria-hidden />}
          {blurred ? 'Show' : 'Blur again'}
          {blurred && <span className="sr-only"> what is blurred</span>}
        </Button>
      )}
    </Element>
  )
}
