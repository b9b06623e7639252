import { z } from 'zod'

/** What the portal's Submit page begins with; what is left out begins as it always did. */
export const SubmitDefaults = z.strictObject({
  visualize: z.boolean().optional(),
  intelligence: z.boolean().optional(),
  audioSourceTracing: z.boolean().optional(),
  reverseSearch: z.boolean().optional(),
})
export type SubmitDefaults = z.infer<typeof SubmitDefaults>

/** What each is at first: as the team says, and where it says nothing as it always was. */
export function begunWith(defaults: SubmitDefaults): Record<keyof SubmitDefaults, boolean> {
  return {
    visualize: defaults.visualize ?? true,
    intelligence: defaults.intelligence ?? false,
    audioSourceTracing: defaults.audioSourceTracing ?? false,
    reverseSearch: defaults.reverseSearch ?? false,
  }
}

/** What an admin can change about a team itself. */
export interface TeamSettings {
  name: string
  requireSecondStep: boolean
  submitDefaults: SubmitDefaults
}

/** Days an invitation holds. */
export const invitationDays = 7
