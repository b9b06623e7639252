'use server'

import { openSampleCases } from '@/lib/cases/open-sample-cases'
import { memberAction } from '@/lib/http/server-action'

/** Opens a case for each piece of sample media. */
export const openSamplesAction = memberAction(async (member, _input: null) => {
  const { numbers } = await openSampleCases(member)
  return { opened: numbers.length }
})
