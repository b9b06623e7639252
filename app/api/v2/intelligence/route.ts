import { actorId } from '@/lib/access/actor'
import { authorise } from '@/lib/access/authorise'
import { readIntelligence } from '@/lib/detect/list-intelligences'
import { openReport } from '@/lib/detect/open-report'
import { parseReportRequest } from '@/lib/detect/parse-report-request'
import { reportItem } from '@/lib/detect/report-items'
import { waitForDetection } from '@/lib/detect/wait-for-detection'
import { apiRoute, methodNotAllowed } from '@/lib/http/api-route'
import { idempotencyKey } from '@/lib/http/idempotency-key'
import { readFields } from '@/lib/http/read-fields'

export const POST = apiRoute(async ({ request, actor }) => {
  authorise(actor, 'intelligence.request')
  const key = idempotencyKey('api', request.headers.get('idempotency-key'))
  const asked = parseReportRequest(await readFields(request))
  const { detectionId, intelligenceId } = await openReport(actor, asked, key ?? null)
  // Whoever may only submit still gets the report on what they submitted.
  const reader = { kind: 'worker', teamId: actor.teamId } as const
  const waits = asked.callbackUrl === null
  if (waits) {
    const waiter = actorId(actor) ?? actor.teamId
    const wait = { milliseconds: Number.POSITIVE_INFINITY, waiter, signal: request.signal }
    await waitForDetection(reader, detectionId, wait)
  }
  const report = await readIntelligence(reader, { uuid: intelligenceId })
  return Response.json({ success: true, item: reportItem(report) }, { status: waits ? 200 : 202 })
})

const refuse = methodNotAllowed(['POST'])

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT }
