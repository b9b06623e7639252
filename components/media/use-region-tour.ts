'use client'

import { useState } from 'react'
import { useKeys } from '@/components/keys/use-keys'
import type { OutlinedRegion, ShownEvidence } from './viewed-media'

/**
 * Going from one outlined region to the next, as from span to span in sound and video. `shownId`: the region that stands out,
 * which is the one last asked for, here or elsewhere on the page.
 */
export function useRegionTour(
  regions: OutlinedRegion[],
  shown: ShownEvidence | null,
  go: (region: OutlinedRegion) => void,
) {
  const [chosen, setChosen] = useState<{ id: string; request: number } | null>(null)
  const [said, setSaid] = useState('')
  const request = shown?.request ?? 0
  const shownId = chosen?.request === request ? chosen.id : shown?.evidenceId
  const step = (by: 1 | -1) => {
    const at = regions.findIndex(({ evidenceId }) => evidenceId === shownId)
    const next = regions[at === -1 && by === -1 ? regions.length - 1 : at + by]
    if (!next) return setSaid(by === 1 ? 'There is no further region.' : 'There is no earlier region.')
    setChosen({ id: next.evidenceId, request })
    setSaid(`Region ${regions.indexOf(next) + 1} of ${regions.length}: ${next.title}.`)
    go(next)
  }
  const some = regions.length > 0
  useKeys({ nextSpan: some ? () => step(1) : undefined, previousSpan: some ? () => step(-1) : undefined })
  return { shownId, said }
}
