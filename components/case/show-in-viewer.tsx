'use client'

import { Eye } from 'lucide-react'
import { clockTime } from '@/components/media/clock-time'
import { Button } from '@/components/ui/button'
import { useShownEvidence } from './shown-evidence'

interface ShowInViewerProps {
  evidenceId: string
  title: string
  what: 'map' | 'picture' | 'region' | 'moment'
  /** Seconds, for a moment. */
  seconds: number | null
}

/** Brings the viewer to a piece of evidence. */
export function ShowInViewer({ evidenceId, title, what, seconds }: ShowInViewerProps) {
  const { show } = useShownEvidence()
  const says = what === 'moment' ? `Go to ${clockTime(seconds ?? 0)}` : `Show the ${what}`
  return (
    <Button variant="outline" size="sm" onClick={() => show(evidenceId, seconds)}>
      <Eye aria-hidden /> {says}
      <span className="sr-only"> of {title}</span>
    </Button>
  )
}
