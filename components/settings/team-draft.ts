import { type OptionsDraft, startOf } from '@/components/submit/options-draft'
import type { SubmitStart } from '@/lib/teams/team-rules'

/** A team's settings as they stand in the fields of its form. */
export type TypedTeam = OptionsDraft & { name: string }

/** What is sent of them. */
export interface TeamDraft {
  name: string
  submitDefaults: SubmitStart
}

/** The settings that the fields say; or the sentence that says why those of Submit cannot be used. */
export function teamDraftOf({ name, ...options }: TypedTeam): TeamDraft | { fault: string } {
  const submitDefaults = startOf(options)
  return 'fault' in submitDefaults ? submitDefaults : { name: name.trim(), submitDefaults }
}
