import { expect } from 'vitest'
import type { ErrorCode } from '@/lib/errors'

/** Asserts that the work is refused with this code, and a sentence that matches. */
export async function expectRefusal(work: Promise<unknown>, code: ErrorCode, says: RegExp = /./): Promise<void> {
  await expect(work).rejects.toMatchObject({ name: 'DocketError', code, message: expect.stringMatching(says) })
}
