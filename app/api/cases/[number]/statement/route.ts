import { authenticateMember } from '@/lib/access/session'
import { exportStatement } from '@/lib/evidence/export-statement'
import { statementHeader, statementLine } from '@/lib/evidence/statement-csv'
import { caseNumber } from '@/lib/http/case-number'
import { downloadAnswer } from '@/lib/http/download-answer'
import { errorResponse } from '@/lib/http/error-response'
import { readFields } from '@/lib/http/read-fields'
import { assertSameOrigin } from '@/lib/http/same-origin'

/** The statement of reasons for a case's decision; fields `format` (json, csv) and `decision` (its id; the one that stands). */
export async function POST(request: Request, { params }: { params: Promise<{ number: string }> }): Promise<Response> {
  try {
    assertSameOrigin(request.headers)
    const member = await authenticateMember()
    const number = caseNumber((await params).number)
    const fields = await readFields(request)
    const asked = { number, format: fields.format ?? 'json', decisionId: fields.decision || null }
    const statement = await exportStatement(member, asked as Parameters<typeof exportStatement>[1])
    const name = `case-${number}-statement-of-reasons`
    return fields.format === 'csv'
      ? downloadAnswer(statementHeader() + statementLine(statement), 'text/csv; charset=utf-8', `${name}.csv`)
      : downloadAnswer(`${JSON.stringify(statement, null, 2)}\n`, 'application/json', `${name}.json`)
  } catch (error) {
    return errorResponse(error)
  }
}
