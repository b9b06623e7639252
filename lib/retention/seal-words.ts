import type { CaseRow } from '@/lib/cases/move-case'
import type { Transaction } from '@/lib/db/client'
import { DocketError } from '@/lib/errors'
import { readCaseKey } from './case-key'
import { keepSecret, type SecretName } from './case-secrets'
import { assertNotErased } from './not-erased'

/**
 * What a row keeps of somebody's words on a case: the words themselves; nothing under zero retention, where they are sealed with
 * the case's key. Throws `conflict` there once the key is gone, and for any case whose erasure was confirmed: its receipt says that
 * there are no such words.
 */
export async function wordsToKeep(
  tx: Transaction,
  found: Pick<CaseRow, 'id' | 'teamId' | 'number' | 'zeroRetention' | 'purgeReason'>,
  name: SecretName,
  words: string,
): Promise<string> {
  if (words === '') return words
  assertNotErased(found)
  if (!found.zeroRetention) return words
  const ofCase = { teamId: found.teamId, caseId: found.id }
  const key = await readCaseKey(tx, ofCase)
  if (!key) {
    throw new DocketError(
      'conflict',
      `Case ${found.number} keeps nothing and its key is gone, so nothing can be written on it any more.`,
    )
  }
  await keepSecret(tx, { ...ofCase, key }, name, words)
  return ''
}
