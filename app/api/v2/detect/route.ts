import { authorise } from '@/lib/access/permissions'
import { listDetections } from '@/lib/detect/list-detections'
import { readDetection } from '@/lib/detect/read-detection'
import { detectionItem } from '@/lib/detect/response'
import { submitMedia } from '@/lib/detect/submit-media'
import { waitForDetection } from '@/lib/detect/wait-for-detection'
import { apiRoute, methodNotAllowed } from '@/lib/http/api-route'
import { mediaAddress } from '@/lib/http/media-address'
import { preferWait } from '@/lib/http/prefer-wait'
import { readSubmission } from '@/lib/http/submission'

export const POST = apiRoute(async ({ request, actor }) => {
  authorise(actor, 'case.open')
  const submission = await readSubmission(request)
  const idempotencyKey = request.headers.get('idempotency-key')
  const { detectionId } = await submitMedia(actor, { source: 'api', ...submission, idempotencyKey })
  const wait = preferWait(request.headers)
  // Whoever may only submit still gets the acknowledgement of what they submitted.
  const reader = { kind: 'worker', teamId: actor.teamId } as const
  if (wait !== null) await waitForDetection(reader, detectionId, wait, request.signal)
  const record = await readDetection(reader, { uuid: detectionId })
  return Response.json({ success: true, item: detectionItem(record, mediaAddress) })
})

export const GET = apiRoute(async ({ request, actor }) => {
  const { searchParams } = new URL(request.url)
  const paging = { page: searchParams.get('page') as string, page_size: searchParams.get('page_size') }
  const { page, pages, pageSize, total, records } = await listDetections(actor, paging)
  return Response.json({
    success: true,
    page,
    num_pages: pages,
    page_size: pageSize,
    total_count: total,
    items: records.map((record) => detectionItem(record, mediaAddress)),
  })
})

const refuse = methodNotAllowed('GET', 'POST')

export { refuse as DELETE, refuse as PATCH, refuse as PUT }
