'use client'

import { AudioLines, Film, type LucideIcon } from 'lucide-react'
import { Suspense, use } from 'react'
import { Sparkline } from '@/components/media/sparkline'
import type { RowTrack } from '@/lib/cases/row-tracks'
import type { Tracks } from './shown-row'
import { TrackTable } from './track-table'

interface RowSparklineProps {
  caseId: string
  number: number
  tracks: Promise<Tracks>
}

/**
 * Scores over the length of the media, as soon as they are there: the row does not wait for them, and keeps them a line
 * of their own, for it must not grow under the cursor: where that is too narrow for two of them, both are smaller.
 */
export function RowSparkline(props: RowSparklineProps) {
  return (
    <span className="flex h-6 min-w-0 items-center gap-x-3 *:min-w-0">
      <Suspense fallback={null}>
        <ReadSparkline {...props} />
      </Suspense>
    </span>
  )
}

function ReadSparkline({ caseId, number, tracks }: RowSparklineProps) {
  // One score is the verdict's own.
  const drawn = (use(tracks)[caseId] ?? []).filter(({ scores }) => scores.length > 1)
  return drawn.map(({ of, scores, seconds }) => {
    const { icon: Icon, name } = trackWords[of]
    return (
      <span key={of} className="inline-flex items-center gap-1">
        {drawn.length > 1 && <Icon aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />}
        <TrackTable title={`${name} of case ${number}`} scores={scores} seconds={seconds}>
          <Sparkline
            scores={scores}
            seconds={seconds}
            label={`${name} of case ${number}`}
            className={drawn.length > 1 ? 'w-20 min-w-0 shrink' : ''}
          />
        </TrackTable>
      </span>
    )
  })
}

// What is scored in the sound by the built-in engine is one kind of voice only.
const trackWords: Record<RowTrack['of'], { icon: LucideIcon; name: string }> = {
  frames: { icon: Film, name: 'Scores of the frames' },
  voice: { icon: AudioLines, name: 'Likeness to a robotic voice in the sound' },
  sound: { icon: AudioLines, name: 'Scores of the sound' },
}
