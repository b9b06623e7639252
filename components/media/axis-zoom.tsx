import { useId } from 'react'
import { NativeSelect } from '@/components/ui/native-select'

/** Shorter media is clear enough as a whole. Seconds. */
const shortest = 20
const zooms = [1, 2, 4, 8, 16, 32]
/** Nobody needs to see less than this at once. Seconds. */
const smallestView = 4

interface AxisZoomProps {
  /** Seconds. */
  duration: number
  value: number
  onChange(zoom: number): void
}

/** How much of a long recording the axis shows at once. Nothing for a short one. */
export function AxisZoom({ duration, value, onChange }: AxisZoomProps) {
  const id = useId()
  if (duration < shortest) return null
  return (
    <div className="flex items-center gap-2 text-[0.8125rem]">
      <label htmlFor={id}>Axis shows</label>
      <NativeSelect
        id={id}
        className="h-8 md:text-[0.8125rem]"
        value={String(value)}
        onChange={(event) => onChange(Number(event.target.value))}
      >
        {zooms
          .filter((zoom) => zoom === 1 || duration / zoom >= smallestView)
          .map((zoom) => (
            <option key={zoom} value={String(zoom)}>
              {zoom === 1 ? 'All of it' : `1/${zoom} of it`}
            </option>
          ))}
      </NativeSelect>
    </div>
  )
}
