import { z } from 'zod'
import { findings } from './case-states'

const Finding = z.enum(findings, 'choose a finding')

/** What a decision consists of. The finding says what the media is; what is done about it is the policy's action. */
export const DecisionInput = z.object({
  caseId: z.uuid(),
  finding: Finding,
  reason: z.string().trim().min(1, 'say why, so that others can follow').max(5000, 'at most 5,000 characters'),
  /** What each track was found to be, where they differ. */
  tracks: z.object({ picture: Finding, sound: Finding }).partial().default({}),
  /** Left out: the policy in force. Null: none, where none is in force. */
  policyId: z.uuid().nullable().optional(),
  /** The version that was shown beside the case; asked for wherever there is a policy. */
  policyVersion: z.number().int().positive().optional(),
  action: z.string().max(40).nullable().default(null),
  confidence: z.enum(['low', 'medium', 'high']).nullable().default(null),
  /** The letters of the exhibits it cites. */
  exhibits: z
    .array(z.string().regex(/^[A-Z]{1,3}$/))
    .max(50, 'at most 50')
    .default([])
    .transform((labels) => [...new Set(labels)]),
  /** Asks for somebody else’s look before it counts, whatever the policy says. */
  secondReview: z.boolean().default(false),
})
export type DecisionInput = z.output<typeof DecisionInput>
