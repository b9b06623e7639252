/** Why a URL could not be fetched. `permanent`: trying again cannot help. */
export class FetchFailure extends Error {
  readonly permanent: boolean

  /** `message` is a sentence for a moderator. */
  constructor(message: string, options: { permanent: boolean; cause?: unknown }) {
    super(message, { cause: options.cause })
    this.name = 'FetchFailure'
    this.permanent = options.permanent
  }
}
