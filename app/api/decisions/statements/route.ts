import { authorise } from '@/lib/access/authorise'
import { authenticateMember } from '@/lib/access/session'
import { exportPeriod } from '@/lib/evidence/export-period'
import { downloadAnswer } from '@/lib/http/download-answer'
import { errorResponse } from '@/lib/http/error-response'
import { parsePeriod } from '@/lib/http/period-fields'
import { readFields } from '@/lib/http/read-fields'
import { assertSameOrigin } from '@/lib/http/same-origin'
import { streamText } from '@/lib/http/stream-text'

/** The statements of reasons for all decisions from day `from` to day `to`; `format`: csv, jsonl. */
export async function POST(request: Request): Promise<Response> {
  try {
    assertSameOrigin(request.headers)
    const member = await authenticateMember()
    authorise(member, 'audit.export')
    const { from, to, since, until, format } = parsePeriod(await readFields(request))
    const lines = await streamText(exportPeriod(member, { from: since, until, format }))
    const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson'
    return downloadAnswer(lines, type, `statements-of-reasons-${from}-to-${to}.${format}`)
  } catch (error) {
    return errorResponse(error)
  }
}
