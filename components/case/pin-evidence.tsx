'use client'

import { Pin } from 'lucide-react'
import type { PinnedPlace } from '@/components/case/case-actions'
import { usePinning } from '@/components/media/pinning'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'

interface PinEvidenceProps {
  title: string
  place: PinnedPlace
  /** The letters of exhibits that are this piece already. */
  letters: string[]
}

/** Pins a piece of evidence as an exhibit, and says as which it is pinned already. Nothing for those who may not and see none. */
export function PinEvidence({ title, place, letters }: PinEvidenceProps) {
  const ask = usePinning()
  return (
    <>
      {ask && (
        <Button variant="outline" size="sm" onClick={() => ask([{ says: title, place }])}>
          <Pin aria-hidden /> Pin
          <span className="sr-only"> {title} as an exhibit</span>
        </Button>
      )}
      {letters.length > 0 && (
        <Badge variant="info">
          Exhibit{letters.length === 1 ? '' : 's'} {letters.join(', ')}
        </Badge>
      )}
    </>
  )
}
