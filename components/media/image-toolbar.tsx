import { Maximize, Minus, Pin, Plus, Scan, SquareDashedMousePointer } from 'lucide-react'
import { KeyHint } from '@/components/keys/key-hint'
import { useShortcut } from '@/components/keys/key-map'
import { Button } from '@/components/ui/button'

interface ImageToolbarProps {
  /** CSS pixels per picture pixel. */
  scale: number
  fits: boolean
  zoomIn(): void
  zoomOut(): void
  fit(): void
  actualSize(): void
  /** Null where the reader may not pin. */
  pin: (() => void) | null
  marking: boolean
  mark(): void
}

/** Buttons for everything the wheel, the fingers and the keys can do. */
export function ImageToolbar({ scale, fits, zoomIn, zoomOut, fit, actualSize, pin, marking, mark }: ImageToolbarProps) {
  const pinKey = useShortcut('pin')
  return (
    <div role="toolbar" aria-label="View" className="flex flex-wrap items-center gap-1">
      <Button variant="outline" size="icon-sm" aria-label="Zoom out" title="Zoom out (-)" onClick={zoomOut}>
        <Minus aria-hidden />
      </Button>
      <output aria-label="Zoom level" className="w-14 text-center text-[0.8125rem] tabular-nums">
        {Math.round(scale * 100)}%
      </output>
      <Button variant="outline" size="icon-sm" aria-label="Zoom in" title="Zoom in (+)" onClick={zoomIn}>
        <Plus aria-hidden />
      </Button>
      <Button variant="outline" size="sm" aria-pressed={fits} title="Fit the frame (0)" onClick={fit}>
        <Maximize aria-hidden /> Fit
      </Button>
      <Button variant="outline" size="sm" title="One picture pixel per pixel" onClick={actualSize}>
        <Scan aria-hidden /> 100%<span className="sr-only">, actual size</span>
      </Button>
      {pin && (
        <>
          <Button variant="outline" size="sm" aria-keyshortcuts={pinKey} onClick={pin}>
            <Pin aria-hidden /> Pin <KeyHint action="pin" />
          </Button>
          <Button
            variant="outline"
            size="sm"
            aria-pressed={marking}
            title="Draw a frame around what to pin"
            className="aria-pressed:border-info aria-pressed:bg-info-soft aria-pressed:text-info"
            onClick={mark}
          >
            <SquareDashedMousePointer aria-hidden /> Mark a part
          </Button>
        </>
      )}
    </div>
  )
}
