import type { StoreName } from '@/lib/media/store'

/** What a test of the media store does, in this order; it ends with the first that fails. */
export const storeTestSteps = ['written', 'read', 'deleted', 'gone'] as const
export type StoreTestStep = (typeof storeTestSteps)[number]

export interface StoreTest {
  store: StoreName
  ok: boolean
  steps: {
    step: StoreTestStep
    ok: boolean
    milliseconds: number
    /** What was wrong and what to do, for an admin; null where nothing was. */
    says: string | null
  }[]
}
