import { partOf, readInsightFilter } from '@/components/insights/insight-filter'
import { authenticateMember } from '@/lib/access/session'
import { now } from '@/lib/clock'
import { notFound } from '@/lib/errors'
import { downloadAnswer } from '@/lib/http/download-answer'
import { errorResponse } from '@/lib/http/error-response'
import { queryRecord } from '@/lib/http/query-record'
import { readFields } from '@/lib/http/read-fields'
import { assertSameOrigin } from '@/lib/http/same-origin'
import { exportChart } from '@/lib/insights/export-chart'
import { isInsightChart } from '@/lib/insights/insight-charts'

/** One chart of Insights, narrowed as the page is (`query`), as CSV; `names`: people's names and not their pseudonyms. */
export async function POST(request: Request, { params }: { params: Promise<{ chart: string }> }): Promise<Response> {
  try {
    assertSameOrigin(request.headers)
    const member = await authenticateMember()
    const { chart } = await params
    if (!isInsightChart(chart)) throw notFound('Chart')
    const fields = await readFields(request)
    const at = now()
    const part = partOf(readInsightFilter(queryRecord(fields.query)), at)
    const csv = await exportChart(member, { chart, part, names: fields.names === 'on' })
    const filename = `docket-insights-${chart}-${at.toISOString().slice(0, 10)}.csv`
    return downloadAnswer(csv, 'text/csv; charset=utf-8', filename)
  } catch (error) {
    return errorResponse(error)
  }
}
