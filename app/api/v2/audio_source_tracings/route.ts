import { listSourceTracings } from '@/lib/detect/list-source-tracings'
import { readPaging } from '@/lib/detect/paging'
import { tracingItem } from '@/lib/detect/report-items'
import { apiRoute, methodNotAllowed } from '@/lib/http/api-route'
import { pageAnswer } from '@/lib/http/page-answer'

export const GET = apiRoute(async ({ request, actor }) => {
  const paging = readPaging(new URL(request.url).searchParams)
  const { total, records } = await listSourceTracings(actor, paging)
  return pageAnswer(paging, total, records.map(tracingItem))
})

const refuse = methodNotAllowed(['GET'])

export { refuse as DELETE, refuse as PATCH, refuse as POST, refuse as PUT }
