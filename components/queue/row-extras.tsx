'use client'

import { AudioLines, Copy, Film, type LucideIcon, Users } from 'lucide-react'
import { Suspense, use } from 'react'
import { Sparkline } from '@/components/media/sparkline'
import { Badge } from '@/components/ui/badge'
import type { RowTrack } from '@/lib/cases/row-tracks'
import { deciderWords, seenWords } from './row-words'
import type { Extras } from './shown-row'
import { TrackTable } from './track-table'

interface RowExtrasProps {
  caseId: string
  number: number
  extras: Promise<Extras>
}

/** Scores over the length of the media, as soon as they are there: the row does not wait for them. */
export function RowSparkline(props: RowExtrasProps) {
  return (
    <Suspense fallback={null}>
      <ReadSparkline {...props} />
    </Suspense>
  )
}

function ReadSparkline({ caseId, number, extras }: RowExtrasProps) {
  // One score is the verdict's own.
  const tracks = (use(extras)[caseId]?.tracks ?? []).filter(({ scores }) => scores.length > 1)
  return tracks.map(({ of, scores, seconds }) => {
    const { icon: Icon, name } = trackWords[of]
    return (
      <span key={of} className="inline-flex items-center gap-1">
        {tracks.length > 1 && <Icon aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />}
        <TrackTable title={`${name} of case ${number}`} scores={scores} seconds={seconds}>
          <Sparkline
            scores={scores}
            seconds={seconds}
            label={`${name} of case ${number}`}
            className={tracks.length > 1 ? 'w-20' : ''}
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

/** That it was decided once and somebody else has to look, as soon as it is known. */
export function RowReview(props: Omit<RowExtrasProps, 'number'>) {
  return (
    <Suspense fallback={null}>
      <ReadReview {...props} />
    </Suspense>
  )
}

function ReadReview({ caseId, extras }: Omit<RowExtrasProps, 'number'>) {
  const review = use(extras)[caseId]?.review
  if (!review) return null
  return (
    <Badge variant="uncertain">
      <Users aria-hidden /> {review === 'appeal' ? 'Appeal' : 'Second look'}
    </Badge>
  )
}

/** Who decided it, as soon as it is known. */
export function RowDecider(props: Omit<RowExtrasProps, 'number'>) {
  return (
    <Suspense fallback={null}>
      <ReadDecider {...props} />
    </Suspense>
  )
}

function ReadDecider({ caseId, extras }: Omit<RowExtrasProps, 'number'>) {
  const decidedBy = use(extras)[caseId]?.decidedBy
  if (!decidedBy) return null
  return <p className="truncate text-[0.8125rem] text-muted-foreground">{deciderWords(decidedBy)}</p>
}

/** That the same bytes were handed in before, or that it is known from a list, as soon as it is known. */
export function RowSeen(props: RowExtrasProps) {
  return (
    <Suspense fallback={null}>
      <ReadSeen {...props} />
    </Suspense>
  )
}

function ReadSeen({ caseId, extras }: RowExtrasProps) {
  const { seen = 0, listed = false } = use(extras)[caseId] ?? {}
  const said = [seenWords(seen), listed ? 'In a list of known media' : null].filter((words) => words !== null)
  return said.map((words) => (
    <span key={words} className="inline-flex items-center gap-1">
      <Copy aria-hidden className="size-3.5" />
      {words}
    </span>
  ))
}
