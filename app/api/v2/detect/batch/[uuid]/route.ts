import { readBatchItem } from '@/lib/detect/read-batch'
import { apiRoute, methodNotAllowed } from '@/lib/http/api-route'

export const GET = apiRoute<{ uuid: string }>(async ({ actor, params }) => {
  return Response.json({ success: true, item: await readBatchItem(actor, params) })
})

const refuse = methodNotAllowed(['GET'])

export { refuse as DELETE, refuse as PATCH, refuse as POST, refuse as PUT }
