/** Why an analysis could not be made. `permanent`: the media itself is at fault, so trying again cannot help. */
export class AnalysisFailure extends Error {
  readonly permanent: boolean

  /** `message` is a sentence for a moderator. */
  constructor(message: string, options: { permanent: boolean; cause?: unknown }) {
    super(message, { cause: options.cause })
    this.name = 'AnalysisFailure'
    this.permanent = options.permanent
  }
}
