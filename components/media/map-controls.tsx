import { Columns2, Layers } from 'lucide-react'
import { useId } from 'react'
import { Button } from '@/components/ui/button'
import { NativeSelect } from '@/components/ui/native-select'
import type { EvidencePicture } from './viewed-media'

export interface MapChoice {
  /** Evidence id of the map; null: none. */
  mapId: string | null
  /** 0-1. */
  opacity: number
  beside: boolean
}

interface MapControlsProps {
  maps: EvidencePicture[]
  choice: MapChoice
  onChange(choice: MapChoice): void
}

/** Which map lies over the picture, how strongly, or whether it stands beside it. */
export function MapControls({ maps, choice, onChange }: MapControlsProps) {
  const id = useId()
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div className="flex items-center gap-2 text-[0.8125rem]">
        <label htmlFor={id}>Map</label>
        <NativeSelect
          id={id}
          className="h-8 md:text-[0.8125rem]"
          value={choice.mapId ?? ''}
          onChange={(event) => onChange({ ...choice, mapId: event.target.value || null })}
        >
          <option value="">None</option>
          {maps.map((map) => (
            <option key={map.evidenceId} value={map.evidenceId}>
              {map.title}
            </option>
          ))}
        </NativeSelect>
      </div>
      {choice.mapId !== null && (
        <>
          {!choice.beside && (
            <label className="flex items-center gap-2 text-[0.8125rem]">
              Map opacity
              <input
                type="range"
                min={0}
                max={100}
                step={5}
                value={Math.round(choice.opacity * 100)}
                aria-valuetext={`${Math.round(choice.opacity * 100)} percent`}
                onChange={(event) => onChange({ ...choice, opacity: Number(event.target.value) / 100 })}
                className="h-6 w-28 accent-primary"
              />
            </label>
          )}
          <Button
            variant="outline"
            size="sm"
            aria-pressed={choice.beside}
            onClick={() => onChange({ ...choice, beside: !choice.beside })}
          >
            {choice.beside ? <Layers aria-hidden /> : <Columns2 aria-hidden />}
            {choice.beside ? 'Lay over' : 'Side by side'}
          </Button>
        </>
      )}
    </div>
  )
}
