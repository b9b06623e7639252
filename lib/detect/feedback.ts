/** What a caller may say of a verdict (detect-api.md, section 4). */
export const feedbackTypes = [
  'correct',
  'should_be_ai_generated',
  'should_be_authentic',
  'should_be_non_ai',
  'should_be_neutral',
  'skipped',
] as const
export type FeedbackType = (typeof feedbackTypes)[number]
