'use client'

import { Label } from '@/components/ui/label'
import { NativeSelect } from '@/components/ui/native-select'
import type { Finding } from '@/lib/audit/events'
import { findingNames, findings } from '@/lib/cases/case-states'
import type { GivenDecision } from './case-actions'
import { Disclosure } from './disclosure'

interface DecisionTracksProps {
  value: GivenDecision['tracks']
  onChange(tracks: GivenDecision['tracks']): void
  fault: string | undefined
  disabled: boolean
}

const tracks = { picture: 'Picture', sound: 'Sound' } as const

/** What the picture and the sound of a video were found to be, where they are not the same. */
export function DecisionTracks({ value, onChange, fault, disabled }: DecisionTracksProps) {
  const choose = (track: keyof typeof tracks, chosen: string) => {
    const { [track]: _, ...others } = value
    onChange(chosen === '' ? others : { ...others, [track]: chosen as Finding })
  }
  return (
    <Disclosure summary="Picture and sound differ" open={Object.keys(value).length > 0 || fault !== undefined}>
      <fieldset
        disabled={disabled}
        aria-describedby={fault ? 'tracks-fault' : undefined}
        className="grid grid-cols-1 gap-3 min-[26rem]:grid-cols-2"
      >
        <legend className="sr-only">Finding of each track</legend>
        {(['picture', 'sound'] as const).map((track, index) => (
          <div key={track} className="grid gap-1.5">
            <Label htmlFor={`track-${track}`}>{tracks[track]}</Label>
            <NativeSelect
              id={`track-${track}`}
              value={value[track] ?? ''}
              aria-invalid={fault && index === 0 ? true : undefined}
              onChange={(event) => choose(track, event.target.value)}
            >
              <option value="">As the finding</option>
              {findings.map((finding) => (
                <option key={finding} value={finding}>
                  {findingNames[finding].name}
                </option>
              ))}
            </NativeSelect>
          </div>
        ))}
        {fault && (
          <p id="tracks-fault" className="col-span-full text-[0.8125rem] font-medium text-destructive">
            {fault}
          </p>
        )}
      </fieldset>
    </Disclosure>
  )
}
