import { authorise } from '@/lib/access/authorise'
import { readBatchItem } from '@/lib/detect/read-batch'
import { submitBatch } from '@/lib/detect/submit-batch'
import { apiRoute, methodNotAllowed } from '@/lib/http/api-route'
import { readBatchSubmission } from '@/lib/http/batch-submission'
import { idempotencyKey } from '@/lib/http/idempotency-key'

export const POST = apiRoute(async ({ request, actor }) => {
  authorise(actor, 'case.open')
  const key = idempotencyKey('api', request.headers.get('idempotency-key'))
  const { skipped, ...submission } = await readBatchSubmission(request)
  const { batchId } = await submitBatch(actor, submission, key ?? null)
  // Whoever may only submit still gets the acknowledgement of what they submitted.
  const item = await readBatchItem({ kind: 'worker', teamId: actor.teamId }, { uuid: batchId })
  const message = `Skipped files of the archive that are no media which can be analysed: ${skipped}.`
  return Response.json({ success: true, item, ...(skipped > 0 && { message }) }, { status: 202 })
})

const refuse = methodNotAllowed(['POST'])

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT }
