'use server'

import type { ChosenOptions } from '@/components/submit/submission'
import { openCaseFromUrl } from '@/lib/cases/open-case-from-url'
import { idempotencyKey } from '@/lib/http/idempotency-key'
import { memberAction } from '@/lib/http/server-action'

/** Opens a case for media at a URL; the worker fetches it. */
export const openUrlAction = memberAction(
  async (member, input: { url: string; options: ChosenOptions; attempt: string }) => {
    const { zeroRetention, language, ...parameters } = input.options
    const { number } = await openCaseFromUrl(member, {
      url: input.url,
      parameters,
      zeroRetention,
      language,
      idempotencyKey: idempotencyKey('portal', input.attempt),
    })
    return { number }
  },
)
