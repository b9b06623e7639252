'use client'

import { Label } from '@/components/ui/label'
import { Switch } from '@/components/ui/switch'
import { undoSeconds } from '@/lib/cases/undo-window'
import type { PortalRules } from '@/lib/retention/read-rules'
import { windowInWords } from '@/lib/retention/retention-rules'

interface ZeroRetentionChoiceProps {
  rules: PortalRules
  checked: boolean
  onChange(checked: boolean): void
}

/** Whether what is handed in next may be kept, and in plain words what survives if not. */
export function ZeroRetentionChoice({ rules, checked, onChange }: ZeroRetentionChoiceProps) {
  return (
    <div className="grid gap-2">
      <div className="flex items-center justify-between gap-3">
        <Label htmlFor="zero-retention" className="min-h-6">
          Zero retention
        </Label>
        <Switch
          id="zero-retention"
          checked={checked}
          onCheckedChange={onChange}
          disabled={rules.portalRule}
          aria-describedby="zero-retention-says"
        />
      </div>
      <div id="zero-retention-says" className="grid gap-2 text-[0.8125rem] text-pretty text-muted-foreground">
        {rules.portalRule ? (
          <p className="font-medium text-foreground">
            Your team’s rule: nothing that is handed in here is kept. It cannot be switched off.
          </p>
        ) : null}
        {checked ? (
          <Survives rules={rules} />
        ) : (
          <p>Off: the media is kept with its case. Switch it on for media that must not be kept.</p>
        )}
      </div>
    </div>
  )
}

function Survives({ rules: { portalWindow, keepSeenHash, sentElsewhere } }: { rules: PortalRules }) {
  return (
    <>
      <p>
        <strong className="font-medium text-foreground">Deleted {deadline(portalWindow)}:</strong> the media and all its
        copies, its name and address, and whatever the analysis read out of it. Until then it lies here encrypted, and
        your team can look at it.
      </p>
      <p>
        <strong className="font-medium text-foreground">Stays:</strong> verdict, scores and measurements, reports and
        answers without a word of the file, maps that show nothing of it, the decision with its reason, who did what and
        when, and a receipt that says for every copy how its deletion was proved.
        {keepSeenHash && ' Also a keyed hash, by which the same file is known when it comes again.'}
      </p>
      {portalWindow > 0 ? (
        <p>
          The time runs from the hand-in. Hand in no more than your team can decide until then: what is left undecided
          is deleted all the same.
        </p>
      ) : null}
      <p>
        It goes in one piece and cannot be paused; after a break it begins anew.
        {sentElsewhere &&
          ' It is also sent to the Detect API that your team uses, without its name and with the request to delete it.'}
      </p>
    </>
  )
}

/** When it goes, as the end of a sentence. */
function deadline(portalWindow: number): string {
  if (portalWindow === 0) return 'as soon as its analysis has ended'
  const after = `${windowInWords(portalWindow)} after you hand it in`
  // A decision that can be taken back for longer than that shortens nothing.
  if (portalWindow <= undoSeconds / 60) return after
  return `${after}, or ${undoSeconds / 60} minutes after its decision if that is sooner`
}
