/** Why a model cannot be used, in a sentence for an administrator. The media is never at fault. */
export class ModelProblem extends Error {
  constructor(message: string, options?: { cause: unknown }) {
    super(message, options)
    this.name = 'ModelProblem'
  }
}
