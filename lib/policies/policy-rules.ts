import { z } from 'zod'

/** What a version of a policy allows and asks for. */
export const PolicyRules = z.object({
  /** What can be done on a finding, beside finding it. */
  actions: z
    .array(z.object({ code: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/), label: z.string().min(1).max(80) }))
    .max(20),
  /** When somebody else has to look before a decision counts. */
  fourEyes: z.enum(['never', 'always', 'against_machine', 'sample']),
  /** Of decisions, 0-1, where `fourEyes` is `sample`. */
  sampleShare: z.number().min(0).max(1).default(0.1),
  /** The fewest characters of a reason. */
  reasonLength: z.number().int().min(1).max(500).default(1),
  /** Whether a decision must cite an exhibit. */
  exhibitRequired: z.boolean().default(false),
})
export type PolicyRules = z.infer<typeof PolicyRules>
