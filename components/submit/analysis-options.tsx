'use client'

import { useState } from 'react'
import type { SubmitDefaults } from '@/lib/teams/team-rules'
import { OptionFields } from './option-fields'
import { type AnalysisChoice, draftOf, type OptionsDraft, optionsOf } from './options-draft'
import { teamNote } from './team-note'

interface AnalysisOptionsProps {
  /** What the team begins with. */
  defaults: SubmitDefaults
  /** Whether a Detect API elsewhere is the team's detector, or one of two. */
  elsewhere: boolean
  /** The chosen options, or the sentence that says why they cannot be used. */
  onChange(chosen: AnalysisChoice | { fault: string }): void
}

/** How what is handed in next shall be analysed; it begins as the team has it, and says so. */
export function AnalysisOptions({ defaults, elsewhere, onChange }: AnalysisOptionsProps) {
  const [draft, setDraft] = useState<OptionsDraft>(() => draftOf(defaults))
  const chosen = optionsOf(draft, elsewhere)
  const change = (to: Partial<OptionsDraft>) => {
    const next = { ...draft, ...to }
    setDraft(next)
    onChange(optionsOf(next, elsewhere))
  }
  return (
    <OptionFields
      draft={draft}
      note={teamNote(draft, draftOf(defaults))}
      elsewhere={elsewhere}
      fault={'fault' in chosen ? chosen.fault : undefined}
      onChange={change}
    />
  )
}
