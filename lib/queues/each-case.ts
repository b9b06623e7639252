import { z } from 'zod'
import { parseInput } from '@/lib/db/parse-input'
import { DocketError, type ErrorCode } from '@/lib/errors'
import { log } from '@/lib/log'
import { currentRequestId } from '@/lib/log-context'

/** Cases that can be chosen at once. */
export const mostAtOnce = 200

const CaseIds = z.object({ caseIds: z.array(z.uuid()) })

/** What became of one of many; `message` is for the person who chose it. */
export type ItemResult<T> =
  | ({ caseId: string; ok: true } & T)
  | { caseId: string; ok: false; code: ErrorCode; message: string }

/**
 * Does the same to many cases, one after the other, each in a transaction of its own: one that is refused says why and
 * holds back nobody. Throws what is wrong with the request itself: `bad_request` of the first (nothing was done then),
 * unless the request was `checked` before, and more than are allowed.
 */
export async function eachCase<T extends object>(
  caseIds: readonly string[],
  act: (caseId: string) => Promise<T>,
  { checked = false }: { checked?: boolean } = {},
): Promise<ItemResult<T>[]> {
  const chosen = [...new Set(parseInput(CaseIds, { caseIds }).caseIds)]
  if (chosen.length === 0) throw new DocketError('bad_request', 'No case is chosen. Choose at least one.')
  if (chosen.length > mostAtOnce) {
    throw new DocketError(
      'bad_request',
      `${chosen.length} cases are chosen; at most ${mostAtOnce} can be done at once.`,
    )
  }
  const results: ItemResult<T>[] = []
  for (const caseId of chosen) {
    try {
      results.push({ ...(await act(caseId)), caseId, ok: true })
    } catch (error) {
      if (!checked && results.length === 0 && isWrongRequest(error)) throw error
      results.push({ caseId, ok: false, ...said(error) })
    }
  }
  return results
}

/** Not about a case: the same would be said of each. */
function isWrongRequest(error: unknown): boolean {
  return error instanceof DocketError && error.code === 'bad_request' && error.fields !== undefined
}

function said(error: unknown): { code: ErrorCode; message: string } {
  if (error instanceof DocketError) return { code: error.code, message: error.message }
  const reference = currentRequestId()
  log.error({ err: error, reference }, 'one of many failed')
  return { code: 'internal', message: `Something went wrong on the server. Try it again. Reference: ${reference}` }
}
