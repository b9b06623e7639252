import type { CaseRow } from './move-case'

/** Why a case can be closed without a decision (lib/cases/close-case.ts); null where it cannot. */
export function whyClosable({
  state,
  purgeReason,
}: Pick<CaseRow, 'state' | 'purgeReason'>): 'failed' | 'erased' | null {
  if (state === 'failed') return 'failed'
  return purgeReason === 'erasure' && (state === 'waiting' || state === 'claimed') ? 'erased' : null
}
