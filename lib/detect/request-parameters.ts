import { z } from 'zod'

/** A yes or no as form fields spell it. */
export const Flag = z.union([
  z.boolean(),
  z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1'),
])

/** A BCP 47 code of language, script and region, such as pt or zh-Hant-TW: none in which words could stand. */
export const languageCode = /^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?$/i

/** Options of a detection that this server applies (detect-api.md, section 2), in our own spelling; seconds. */
export const DetectionParameters = z.object({
  visualize: z.boolean().default(true),
  frameLength: z.number().int().min(1).max(4).default(2),
  startRegion: z.number().min(0).nullable().default(null),
  endRegion: z.number().positive().nullable().default(null),
  maxVideoSecs: z.number().int().positive().nullable().default(null),
  modality: z.enum(['audio', 'video', 'all']).default('all'),
  faceOnly: z.boolean().default(false),
  intelligence: z.boolean().default(false),
  inferFromIntelligence: z.boolean().default(false),
  audioSourceTracing: z.boolean().default(false),
  useReverseSearch: z.boolean().default(false),
  useOodDetector: z.boolean().default(false),
})
export type DetectionParameters = z.infer<typeof DetectionParameters>

/** Where to report the outcome, and whether that waits for the report in words; null: ten minutes at most. */
export interface CallbackRequest {
  url: string
  waitForIntelligence: boolean | null
}
