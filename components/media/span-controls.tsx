import { Pin, Repeat, SkipBack, SkipForward } from 'lucide-react'
import { KeyHint } from '@/components/keys/key-hint'
import { useShortcut } from '@/components/keys/key-map'
import { Button } from '@/components/ui/button'
import { spanWords } from './spans'
import type { SpanTour } from './use-spans'

/** From one suspicious span to the next, loop and pin; what is at the playhead stands beside them. */
export function SpanControls({ tour }: { tour: SpanTour }) {
  const { spans, judged, current, loop, said, pin } = tour
  const keys = {
    previous: useShortcut('previousSpan'),
    next: useShortcut('nextSpan'),
    loop: useShortcut('loop'),
    pin: useShortcut('pin'),
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      {spans.length > 0 && (
        <>
          <Button variant="outline" size="sm" aria-keyshortcuts={keys.previous} onClick={tour.previous}>
            <SkipBack aria-hidden /> Previous span <KeyHint action="previousSpan" />
          </Button>
          <Button variant="outline" size="sm" aria-keyshortcuts={keys.next} onClick={tour.next}>
            Next span <SkipForward aria-hidden /> <KeyHint action="nextSpan" />
          </Button>
        </>
      )}
      <Button
        variant="outline"
        size="sm"
        aria-pressed={loop !== null}
        aria-keyshortcuts={keys.loop}
        className="aria-pressed:border-info aria-pressed:bg-info-soft aria-pressed:text-info"
        onClick={tour.toggleLoop}
      >
        <Repeat aria-hidden /> {loop ? 'Looping' : 'Loop'} <KeyHint action="loop" />
      </Button>
      {pin && (
        <Button variant="outline" size="sm" aria-keyshortcuts={keys.pin} onClick={() => pin()}>
          <Pin aria-hidden /> Pin <KeyHint action="pin" />
        </Button>
      )}
      <p className="text-[0.8125rem] text-muted-foreground">
        {spans.length === 0
          ? judged && 'No suspicious span.'
          : current
            ? `Here: ${spanWords(current)}.`
            : `${spans.length} suspicious ${spans.length === 1 ? 'span' : 'spans'}.`}
      </p>
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  )
}
