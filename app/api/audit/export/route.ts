import { firstPage, narrowingOf, readTrailFilter, trailQuery } from '@/components/audit/trail-filter'
import { authenticateMember } from '@/lib/access/session'
import { exportEntries } from '@/lib/audit/export-entries'
import { now } from '@/lib/clock'
import { DocketError } from '@/lib/errors'
import { downloadAnswer } from '@/lib/http/download-answer'
import { errorResponse } from '@/lib/http/error-response'
import { queryRecord } from '@/lib/http/query-record'
import { readFields } from '@/lib/http/read-fields'
import { assertSameOrigin } from '@/lib/http/same-origin'
import { streamText } from '@/lib/http/stream-text'

/** The trail, narrowed as the page is (`query`), as CSV or JSON Lines (`format`); `names`: people's names in the CSV. */
export async function POST(request: Request): Promise<Response> {
  try {
    assertSameOrigin(request.headers)
    const member = await authenticateMember()
    const fields = await readFields(request)
    const format = formatOf(fields.format)
    const filter = firstPage(readTrailFilter(queryRecord(fields.query)))
    const at = now()
    const pieces = exportEntries(member, {
      format,
      narrowing: narrowingOf(filter, at),
      query: trailQuery(filter),
      names: format === 'csv' && fields.names === 'on',
    })
    const body = await streamText(pieces)
    const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson'
    return downloadAnswer(body, type, `docket-trail-${at.toISOString().slice(0, 10)}.${format}`)
  } catch (error) {
    return errorResponse(error)
  }
}

function formatOf(given: unknown): 'csv' | 'jsonl' {
  if (given === 'csv' || given === 'jsonl') return given
  throw new DocketError('bad_request', 'Choose how to export: “csv” or “jsonl”.', {
    fields: { format: ['is unknown'] },
  })
}
