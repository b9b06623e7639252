import { listIntelligences } from '@/lib/detect/list-intelligences'
import { readPaging } from '@/lib/detect/paging'
import { reportItem } from '@/lib/detect/report-items'
import { apiRoute, methodNotAllowed } from '@/lib/http/api-route'
import { pageAnswer } from '@/lib/http/page-answer'

export const GET = apiRoute(async ({ request, actor }) => {
  const paging = readPaging(new URL(request.url).searchParams)
  const { total, records } = await listIntelligences(actor, paging)
  return pageAnswer(paging, total, records.map(reportItem))
})

const refuse = methodNotAllowed(['GET'])

export { refuse as DELETE, refuse as PATCH, refuse as POST, refuse as PUT }
