'use client'

import { Eye } from 'lucide-react'
import { Button } from '@/components/ui/button'
import type { RailExhibit } from '@/lib/cases/read-rail'
import type { CaseActions } from './case-actions'
import { exhibitPlace } from './exhibit-words'
import { RemoveButton } from './remove-button'
import { useShownEvidence } from './shown-evidence'

interface ExhibitItemProps {
  exhibit: RailExhibit
  remove: CaseActions['removeExhibit']
}

/** Where an exhibit is, what was noted and by whom; brings the viewer to it, and can be removed until a decision cites it. */
export function ExhibitItem({ exhibit, remove }: ExhibitItemProps) {
  const { show } = useShownEvidence()
  const { id, label, evidenceId, startSeconds, region, note, createdByName, mayRemove } = exhibit
  const showable = evidenceId !== null || startSeconds !== null || region !== null
  return (
    <div className="grid min-w-0 flex-1 gap-0.5 text-sm">
      <div className="flex items-start justify-between gap-1">
        <p className="min-w-0 pt-0.5 [overflow-wrap:anywhere]">{exhibitPlace(exhibit)}</p>
        {showable && (
          <Button
            variant="ghost"
            size="icon-sm"
            className="shrink-0"
            aria-label={`Show exhibit ${label} in the viewer`}
            title="Show in the viewer"
            onClick={() => show(region ? id : (evidenceId ?? id), startSeconds)}
          >
            <Eye aria-hidden />
          </Button>
        )}
      </div>
      {note && <p className="whitespace-pre-line text-muted-foreground [overflow-wrap:anywhere]">{note}</p>}
      {note === null && <p className="text-muted-foreground italic">Its note was deleted with the media.</p>}
      <div className="flex items-center justify-between gap-1 text-xs text-muted-foreground">
        <p>Pinned by {createdByName ?? 'a former member'}</p>
        {mayRemove && (
          <RemoveButton
            name={`Remove exhibit ${label}`}
            means="Its place and its note go, and its letter is not given again. This cannot be taken back; the place can be pinned anew."
            done={`Exhibit ${label} was removed.`}
            action={remove}
            input={{ exhibitId: id }}
          />
        )}
      </div>
    </div>
  )
}
