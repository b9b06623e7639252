import { readDetection } from '@/lib/detect/read-detection'
import { detectionItem } from '@/lib/detect/response'
import { apiRoute, methodNotAllowed } from '@/lib/http/api-route'
import { mediaAddress } from '@/lib/http/media-address'
import { refuseUnserved } from '@/lib/http/unserved'

export const GET = apiRoute<{ uuid: string }>(async ({ request, actor, params }) => {
  const experts = new URL(request.url).searchParams.get('experts') === 'true'
  const record = await readDetection(actor, { uuid: params.uuid })
  return Response.json({ success: true, item: detectionItem(record, mediaAddress, experts) })
})

const refuse = methodNotAllowed<{ uuid: string }>(['GET'], ({ request, params }) =>
  refuseUnserved(request.method, ['detect', params.uuid]),
)

export { refuse as DELETE, refuse as PATCH, refuse as POST, refuse as PUT }
