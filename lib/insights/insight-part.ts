import { z } from 'zod'

/** Which cases an insight is about, and in which time. */
export const InsightPart = z
  .object({
    /** From the first instant on, up to and without the second. */
    since: z.date(),
    until: z.date(),
    mediaType: z.enum(['image', 'audio', 'video']).nullable().default(null),
    /** Null: all; where machine and people are compared, all but Docket's samples, whose answers are known. */
    source: z.enum(['upload', 'url', 'api', 'sample']).nullable().default(null),
    queueId: z.uuid().nullable().default(null),
  })
  .refine(({ since, until }) => since < until, 'The period ends before it begins.')
export type InsightPart = z.output<typeof InsightPart>
