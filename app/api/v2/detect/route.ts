import { actorId } from '@/lib/access/actor'
import { authorise } from '@/lib/access/authorise'
import { listDetections, readDetections } from '@/lib/detect/list-detections'
import { readDetection } from '@/lib/detect/read-detection'
import { detectionItem } from '@/lib/detect/response'
import { submitMedia } from '@/lib/detect/submit-media'
import { waitForDetection } from '@/lib/detect/wait-for-detection'
import { apiRoute, methodNotAllowed } from '@/lib/http/api-route'
import { idempotencyKey } from '@/lib/http/idempotency-key'
import { preferWait } from '@/lib/http/prefer-wait'
import { streamList } from '@/lib/http/stream-list'
import { readSubmission } from '@/lib/http/submission'
import { mediaAddress } from '@/lib/media/media-address'

export const POST = apiRoute(async ({ request, actor }) => {
  authorise(actor, 'case.open')
  const key = idempotencyKey('api', request.headers.get('idempotency-key'))
  const submission = await readSubmission(request)
  const { detectionId } = await submitMedia(actor, submission, { source: 'api', idempotencyKey: key ?? null })
  const wait = preferWait(request.headers)
  // Whoever may only submit still gets the acknowledgement of what they submitted.
  const reader = { kind: 'worker', teamId: actor.teamId } as const
  const waiter = actorId(actor) ?? actor.teamId
  const { signal } = request
  const waited = wait !== null && (await waitForDetection(reader, detectionId, { milliseconds: wait, waiter, signal }))
  const record = await readDetection(reader, { uuid: detectionId })
  const headers = new Headers(waited ? { 'preference-applied': 'wait' } : {})
  return Response.json({ success: true, item: detectionItem(record, mediaAddress) }, { headers })
})

export const GET = apiRoute(async ({ request, actor }) => {
  const { page, pages, pageSize, total, ids } = await listDetections(actor, new URL(request.url).searchParams)
  const envelope = { success: true, page, num_pages: pages, page_size: pageSize, total_count: total }
  return streamList(envelope, ids, async (some) => {
    const records = await readDetections(actor, { ids: some })
    return records.map((record) => detectionItem(record, mediaAddress))
  })
})

const refuse = methodNotAllowed(['GET', 'POST'])

export { refuse as DELETE, refuse as PATCH, refuse as PUT }
