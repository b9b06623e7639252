import type { FeedbackType } from '@/lib/detect/feedback'

/** What each kind of feedback says of a verdict, as a sentence. */
export const feedbackSays: Record<FeedbackType, string> = {
  correct: 'The verdict was right.',
  should_be_ai_generated: 'It should have said: made by AI.',
  should_be_authentic: 'It should have said: authentic.',
  should_be_non_ai: 'It should have said: not made by AI.',
  should_be_neutral: 'It should have said: uncertain.',
  skipped: 'Skipped, without a word on the verdict.',
}
