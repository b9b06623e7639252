import { authorise } from '@/lib/access/authorise'
import { authenticateMember } from '@/lib/access/session'
import { canonicalJson } from '@/lib/audit/canonical-json'
import { DocketError } from '@/lib/errors'
import { caseNumber } from '@/lib/http/case-number'
import { downloadAnswer } from '@/lib/http/download-answer'
import { errorResponse } from '@/lib/http/error-response'
import { assertSameOrigin } from '@/lib/http/same-origin'
import { findReceiptSeal } from '@/lib/retention/find-receipt-seal'
import { noteReceiptExport, readReceipt } from '@/lib/retention/read-receipt'

/** The receipt of a case's deletion: its canonical JSON, so that the file's SHA-256 is the one in the trail. */
export async function POST(request: Request, { params }: { params: Promise<{ number: string }> }): Promise<Response> {
  try {
    assertSameOrigin(request.headers)
    const member = await authenticateMember()
    authorise(member, 'audit.export')
    const number = caseNumber((await params).number)
    const { caseId, document, sha256, intact } = await readReceipt(member, { number })
    if (!intact || !(await findReceiptSeal(member, { caseId, sha256 }))) throw changed()
    await noteReceiptExport(member, { caseId })
    return downloadAnswer(canonicalJson(document), 'application/json', `case-${number}-receipt.json`)
  } catch (error) {
    return errorResponse(error)
  }
}

function changed(): DocketError {
  const message =
    'This receipt is not the one whose hash the trail holds: it was changed in the database. Verify the trail on the Audit page, and ask whoever runs the server.'
  return new DocketError('conflict', message)
}
