import { withdrawCase } from '@/lib/cases/withdraw-case'
import { readDetection } from '@/lib/detect/read-detection'
import { wantsExperts } from '@/lib/detect/request'
import { detectionItem } from '@/lib/detect/response'
import { apiRoute, methodNotAllowed } from '@/lib/http/api-route'
import { mediaAddress } from '@/lib/media/media-address'

export const GET = apiRoute<{ uuid: string }>(async ({ request, actor, params }) => {
  const experts = wantsExperts(new URL(request.url).searchParams)
  const record = await readDetection(actor, { uuid: params.uuid })
  return Response.json({ success: true, item: detectionItem(record, mediaAddress, experts) })
})

export const DELETE = apiRoute<{ uuid: string }>(async ({ actor, params }) => {
  await withdrawCase(actor, { uuid: params.uuid })
  return Response.json({ success: true, message: 'Detection deleted' })
})

const refuse = methodNotAllowed<{ uuid: string }>(['GET', 'DELETE'])

export { refuse as PATCH, refuse as POST, refuse as PUT }
