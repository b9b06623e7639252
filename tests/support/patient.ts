import { expect as usual } from '@playwright/test'

/** For long journeys: what is slow on a busy machine is not wrong. */
export const expect = usual.configure({ timeout: 30_000 })
