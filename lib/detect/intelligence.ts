/**
 * A report in words, in the contract's keys (detect-api.md, section 4). What cannot be known is absent, never guessed:
 * the built-in engine neither transcribes nor describes what a picture shows.
 */
export interface IntelligenceDescription {
  /** Images: the verdict, what decided it, and what was not checked. */
  authenticity_analysis?: string
  /** What stands out, from the evidence that hit; or that nothing did. */
  abnormalities?: string
  /** Sound and video: what the container and the recording's own marks say of its making. */
  context?: string
  /** Images: what the file's own marks say of its making. */
  context_and_setting?: string
  digitally_altered?: { detected: boolean; confidence: number; alterations: string }
}
