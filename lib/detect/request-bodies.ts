import { z } from 'zod'
import { feedbackTypes } from './feedback'
import { text } from './request-options'

/** The longest comment and the longest question taken, in characters. */
export const longestComment = 1000
export const longestQuestion = 2000

/** POST /detect/{uuid}/feedback. */
export const FeedbackRequest = z.object({
  type: z.enum(feedbackTypes, `must be one of ${feedbackTypes.join(', ')}`).meta({
    description: 'What you think of the verdict.',
  }),
  comment: text
    .refine((comment) => (comment?.length ?? 0) <= longestComment, `must have at most ${longestComment} characters`)
    .meta({ description: 'At most 1,000 characters; a blank one is none.', maxLength: longestComment }),
  source: text.meta({ description: 'Where it comes from; cut off after 64 characters.', standard: 'api' }),
})

/** POST /intelligence: exactly one of the first three. */
export const IntelligenceRequest = z.object({
  url: text.meta({ description: 'Public HTTPS address of the media.', format: 'uri' }),
  media_token: text.meta({ description: 'The token of a secure upload.' }),
  detect_id: text.meta({ description: 'The uuid of a detection.' }),
  media_type: text.meta({
    description: 'What you take the media for; refused where it is known to be something else.',
    enum: ['audio', 'video', 'image'],
  }),
  callback_url: text.meta({
    description: 'Public HTTPS address that the report is sent to; the call then answers 202 at once.',
    format: 'uri',
  }),
})

/** POST /detects/{uuid}/intelligence. */
export const QuestionRequest = z.object({
  query: z.string('is required').trim().min(1, 'is required').max(longestQuestion).meta({
    description: 'The question, at most 2,000 characters.',
  }),
})
