import { z } from 'zod'
import { feedbackTypes } from './feedback'
import { errorMessage, instant, mediaType, uuid } from './item-fields'

const confidence = z.number().min(0).max(100)

/** A report’s findings. What cannot be known is left out: see lib/detect/intelligence.ts. */
export const IntelligenceText = z
  .object({
    authenticity_analysis: z.string().describe('Images: the verdict, what decided it, and what was not checked.'),
    abnormalities: z.string().describe('What stands out in the evidence, or that nothing does.'),
    context: z.string().describe('Sound and video: what the file’s own marks say of its making.'),
    context_and_setting: z.string().describe('Images: what the file’s own marks say of its making.'),
    digitally_altered: z
      .object({ detected: z.boolean(), confidence, alterations: z.string() })
      .describe('Whether the evidence shows that the media was changed.'),
  })
  .partial()
  .meta({ id: 'IntelligenceDescription', description: 'What a report finds, by heading. Unknown headings are absent.' })

/** A report in words. */
export const IntelligenceItem = z
  .object({
    uuid: uuid('The report’s.'),
    status: z.enum(['processing', 'completed', 'failed']),
    description: IntelligenceText.nullable().describe('Null until it is completed.'),
    error_message: errorMessage,
    created_at: instant('When it was asked for.'),
    detect_uuid: uuid('The detection it is about.'),
  })
  .meta({ id: 'Intelligence', description: 'A report in words on a detection.' })
export type IntelligenceItem = z.infer<typeof IntelligenceItem>

/** A report as it stands by itself, outside a detection. */
export const IntelligenceReport = z
  .object({ ...IntelligenceItem.shape, media_type: mediaType })
  .meta({ id: 'IntelligenceReport', description: 'A report in words on a detection, by itself.' })
export type IntelligenceReport = z.infer<typeof IntelligenceReport>

/** A question about a finished detection. */
export const QuestionItem = z
  .object({
    uuid: uuid('The question’s.'),
    detect_uuid: uuid('The detection it is about.'),
    query: z.string().describe('What was asked.'),
    answer: z.string().nullable().describe('Null until it is completed.'),
    status: z.enum(['pending', 'processing', 'completed', 'failed']),
    error_message: z.string().nullable().describe('Why the evidence cannot answer it; null unless it failed.'),
    created_at: instant('When it was asked.'),
    updated_at: instant('When it last changed.'),
  })
  .meta({ id: 'Question', description: 'A question about a finished detection, and its answer.' })
export type QuestionItem = z.infer<typeof QuestionItem>

const label = z.string().nullable().describe('The generator; null where it could not be told.')

/** Which generator a fake recording names, within its detection. */
export const TracingSummary = z
  .object({ label, error_message: z.string().nullable().describe('Why none could be told.') })
  .meta({ id: 'SourceTracingSummary', description: 'The likely generator of a recording found to be fake.' })

/** The same as a record of its own. */
export const SourceTracingItem = z
  .object({
    uuid: uuid('The tracing’s.'),
    results: TracingSummary,
    created_at: instant('When the recording was analysed.'),
    detect_uuid: uuid('The detection it belongs to.'),
  })
  .meta({ id: 'SourceTracing', description: 'The likely generator of a recording found to be fake, by itself.' })
export type SourceTracingItem = z.infer<typeof SourceTracingItem>

/** What a caller said of a verdict. */
export const FeedbackItem = z
  .object({
    detect_uuid: uuid('The detection it is about.'),
    type: z.enum(feedbackTypes),
    vote: z.enum(['up', 'down']).describe('up for correct, down for everything else.'),
    verdict: z.enum(['ai_generated', 'authentic']).nullable().describe('What the machine said; null: undecided.'),
    score: z.number().min(0).max(1).nullable().describe('The machine’s probability of a fake.'),
    media_type: mediaType,
    comment: z.string().nullable(),
    credit: z.int().describe('Always 0: nothing is billed here.'),
    source: z.string().describe('Where the feedback came from, as the caller named it.'),
    created_at: instant('When it was first given.'),
    updated_at: instant('When it last changed.'),
  })
  .meta({ id: 'Feedback', description: 'What this key said of a verdict.' })
export type FeedbackItem = z.infer<typeof FeedbackItem>
