import { readQuestion } from '@/lib/detect/read-question'
import { questionItem } from '@/lib/detect/report-items'
import { apiRoute, methodNotAllowed } from '@/lib/http/api-route'

type Params = { uuid: string; question_uuid: string }

export const GET = apiRoute<Params>(async ({ actor, params }) => {
  const question = await readQuestion(actor, { uuid: params.uuid, questionUuid: params.question_uuid })
  return Response.json({ success: true, item: questionItem(question) })
})

const refuse = methodNotAllowed<Params>(['GET'])

export { refuse as DELETE, refuse as PATCH, refuse as POST, refuse as PUT }
