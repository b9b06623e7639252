import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { receipts } from '@/drizzle/schema/retention'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { query } from '@/lib/db/query'
import { notFound } from '@/lib/errors'
import { receiptHash } from './build-receipt'

/**
 * The receipt of a purged case. `intact`: it still has the hash kept beside it; whether the trail holds that one too is asked
 * with `findReceiptSeal`. Throws `not_found` where the case is another team's, unknown, or not purged.
 */
export const readReceipt = query({
  permission: 'retention.read',
  input: z.object({ number: z.number().int().positive() }),
  async run(tx, { number }, { teamId }) {
    const [found] = await tx
      .select({ caseId: cases.id, document: receipts.document, sha256: receipts.sha256, at: receipts.createdAt })
      .from(receipts)
      .innerJoin(cases, and(eq(cases.teamId, receipts.teamId), eq(cases.id, receipts.caseId)))
      .where(and(eq(receipts.teamId, teamId), eq(cases.number, number)))
    if (!found) throw notFound('Receipt')
    return { ...found, intact: receiptHash(found.document) === found.sha256 }
  },
})

export type ReadReceipt = Awaited<ReturnType<typeof readReceipt>>

const OfCase = z.object({ caseId: z.uuid() })

/** Tells the trail that somebody took a receipt along as a file. Throws `not_found`. */
export const noteReceiptExport = command({
  permission: 'audit.export',
  input: OfCase,
  run: (tx, { caseId }, { teamId }) => noteTaken(tx, { teamId, caseId }, 'json'),
})

/** The same of one that was printed: whoever reads the page can, so nothing is asked, and all is told. Throws `not_found`. */
export const noteReceiptPrint = command({
  permission: 'retention.read',
  input: OfCase,
  run: (tx, { caseId }, { teamId }) => noteTaken(tx, { teamId, caseId }, 'print'),
})

async function noteTaken(
  tx: Transaction,
  { teamId, caseId }: { teamId: string; caseId: string },
  format: 'json' | 'print',
) {
  const [found] = await tx
    .select({ caseId: receipts.caseId })
    .from(receipts)
    .where(and(eq(receipts.teamId, teamId), eq(receipts.caseId, caseId)))
  if (!found) throw notFound('Receipt')
  return { result: null, events: [{ type: 'receipt.exported' as const, caseId, format }] }
}
