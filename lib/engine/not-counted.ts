/** What a check says where nobody counted how often it errs, so that no reader takes silence for certainty. */
export const notCounted = 'How often it errs has not been counted.'

/** What is said of something that is only to be looked at. */
export const nothingToCount = 'It is for the eye and claims nothing, so there is nothing to count.'
