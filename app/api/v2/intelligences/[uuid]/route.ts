import { readIntelligence } from '@/lib/detect/list-intelligences'
import { reportItem } from '@/lib/detect/report-items'
import { apiRoute, methodNotAllowed } from '@/lib/http/api-route'
import { oneAnswer } from '@/lib/http/page-answer'

type Params = { uuid: string }

export const GET = apiRoute<Params>(({ actor, params }) =>
  oneAnswer(async () => reportItem(await readIntelligence(actor, { uuid: params.uuid }))),
)

const refuse = methodNotAllowed<Params>(['GET'])

export { refuse as DELETE, refuse as PATCH, refuse as POST, refuse as PUT }
