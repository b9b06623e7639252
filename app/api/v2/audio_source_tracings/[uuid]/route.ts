import { readSourceTracing } from '@/lib/detect/list-source-tracings'
import { tracingItem } from '@/lib/detect/report-items'
import { apiRoute, methodNotAllowed } from '@/lib/http/api-route'
import { oneAnswer } from '@/lib/http/page-answer'

type Params = { uuid: string }

export const GET = apiRoute<Params>(({ actor, params }) =>
  oneAnswer(async () => tracingItem(await readSourceTracing(actor, { uuid: params.uuid }))),
)

const refuse = methodNotAllowed<Params>(['GET'])

export { refuse as DELETE, refuse as PATCH, refuse as POST, refuse as PUT }
