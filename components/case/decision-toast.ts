/** The id of the toast that tells of a decision, so that it goes when the decision does. */
export function decisionToast(decisionId: string): string {
  return `decision-${decisionId}`
}
