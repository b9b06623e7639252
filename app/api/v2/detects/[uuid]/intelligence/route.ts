import { authorise } from '@/lib/access/authorise'
import { askQuestion } from '@/lib/detect/ask-question'
import { questionItem } from '@/lib/detect/report-items'
import { apiRoute, methodNotAllowed } from '@/lib/http/api-route'
import { readFields } from '@/lib/http/read-fields'

type Params = { uuid: string }

export const POST = apiRoute<Params>(async ({ request, actor, params }) => {
  authorise(actor, 'question.ask')
  const { query } = await readFields(request)
  const question = await askQuestion(actor, { uuid: params.uuid, query })
  return Response.json({ success: true, item: questionItem(question) }, { status: 202 })
})

const refuse = methodNotAllowed<Params>(['POST'])

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT }
