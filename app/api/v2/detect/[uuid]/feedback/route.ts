import { authorise } from '@/lib/access/authorise'
import { giveFeedback } from '@/lib/detect/give-feedback'
import { readFeedback } from '@/lib/detect/read-feedback'
import { feedbackItem } from '@/lib/detect/response-feedback'
import { withdrawFeedback } from '@/lib/detect/withdraw-feedback'
import { apiRoute, methodNotAllowed } from '@/lib/http/api-route'
import { readFields } from '@/lib/http/read-fields'

type Params = { uuid: string }

export const POST = apiRoute<Params>(async ({ request, actor, params }) => {
  authorise(actor, 'feedback.give')
  const { type, comment, source } = await readFields(request)
  const { judged, given } = await giveFeedback(actor, { uuid: params.uuid, type, comment, source })
  return Response.json({ success: true, item: feedbackItem(judged, given) })
})

export const GET = apiRoute<Params>(async ({ actor, params }) => {
  const { judged, given } = await readFeedback(actor, { uuid: params.uuid })
  return Response.json({ success: true, item: feedbackItem(judged, given) })
})

export const DELETE = apiRoute<Params>(async ({ actor, params }) => {
  await withdrawFeedback(actor, { uuid: params.uuid })
  return Response.json({ success: true })
})

const refuse = methodNotAllowed<Params>(['GET', 'POST', 'DELETE'])

export { refuse as PATCH, refuse as PUT }
