import { z } from 'zod'
import { RoutingConditions } from './routing-rules'

/** A rule as a form sends it; `id` left out: a new one. */
export const RuleInput = z.object({
  id: z.uuid().optional(),
  queueId: z.uuid('choose a queue'),
  conditions: RoutingConditions.refine(
    ({ minScore = 0, maxScore = 1 }) => minScore <= maxScore,
    'the least score is above the greatest',
  ),
  enabled: z.boolean().default(true),
})
export type RuleInput = z.output<typeof RuleInput>

/** Rules in the order they are tried. */
export const RuleInputs = z.array(RuleInput).max(100, 'at most 100 rules')
