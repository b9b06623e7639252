'use server'

import type { ChosenOptions } from '@/components/submit/submission'
import { openCasesFromUrls } from '@/lib/cases/open-cases-from-urls'
import { idempotencyKey } from '@/lib/http/idempotency-key'
import { memberAction } from '@/lib/http/server-action'

/** Opens a case for each of these addresses, as far as nothing speaks against it; the worker fetches them. */
export const openUrlsAction = memberAction(
  async (member, input: { items: { url: string; attempt: string }[]; options: ChosenOptions }) => {
    const { zeroRetention, language, ...parameters } = input.options
    const items = input.items.map(({ url, attempt }) => ({ url, key: idempotencyKey('portal', attempt) }))
    return openCasesFromUrls(member, { items, parameters, zeroRetention, language })
  },
)
