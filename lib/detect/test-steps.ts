/** The steps of a connection's test, in their order. */
export type TestStepName = 'reached' | 'key' | 'accepted' | 'finished' | 'deleted'

/** How one step went. Steps after the first that failed are left out, but what was accepted is always deleted. */
export interface TestStep {
  step: TestStepName
  ok: boolean
  /** Null where it was no request of its own. */
  milliseconds: number | null
  /** For an admin: what went wrong and what to do; or what was found. */
  says: string | null
}

export interface ConnectionTest {
  host: string
  /** Whether media can be analysed there. */
  ok: boolean
  steps: TestStep[]
}
