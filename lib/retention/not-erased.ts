import type { CaseRow } from '@/lib/cases/move-case'
import { DocketError } from '@/lib/errors'

/** Throws `conflict` for a case whose erasure was confirmed: its receipt says that there are no words of people on it. */
export function assertNotErased({ number, purgeReason }: Pick<CaseRow, 'number' | 'purgeReason'>): void {
  if (purgeReason !== 'erasure') return
  throw new DocketError('conflict', `Case ${number} was erased, so nothing can be written on it any more.`)
}
