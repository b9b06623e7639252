'use server'

import { refresh } from 'next/cache'
import { readRetentionFilter, retentionQuery } from '@/components/retention/retention-filter'
import { saveView } from '@/lib/audit/save-view'
import { queryRecord } from '@/lib/http/query-record'
import { memberAction } from '@/lib/http/server-action'
import { answerErasure } from '@/lib/retention/answer-erasure'
import { endHold } from '@/lib/retention/end-hold'
import { orderPurge } from '@/lib/retention/order-purge'
import { noteReceiptPrint } from '@/lib/retention/read-receipt'
import { requestErasure } from '@/lib/retention/request-erasure'
import { setHold } from '@/lib/retention/set-hold'

interface Reasoned {
  caseId: string
  reason: string
}

/** Orders that the media of a case be deleted now. */
export const orderPurgeAction = memberAction((member, input: Reasoned) => orderPurge(member, input))

/** Asks for an erasure, which another person has to confirm. */
export const requestErasureAction = memberAction((member, input: Reasoned) => requestErasure(member, input))

/** Confirms or refuses the erasure that somebody else asked for. */
export const answerErasureAction = memberAction((member, input: { requestId: string; confirm: boolean }) =>
  answerErasure(member, input),
)

/** Puts a case under a legal hold. */
export const setHoldAction = memberAction((member, input: Reasoned) => setHold(member, input))

/** Lifts a legal hold. */
export const endHoldAction = memberAction((member, input: Reasoned) => endHold(member, input))

/** Tells the trail that a receipt was printed. */
export const notePrintAction = memberAction((member, { caseId }: { caseId: string }) =>
  noteReceiptPrint(member, { caseId }),
)

/** Keeps a filter of the deletions under a name; of its query only what the page itself understands. */
export const saveViewAction = memberAction(
  async (member, { name, query, shared }: { name: string; query: string; shared: 'me' | 'team' }) => {
    const known = retentionQuery(readRetentionFilter(queryRecord(query)))
    const saved = await saveView(member, { page: 'retention', name, query: known, shared })
    refresh()
    return saved
  },
)
