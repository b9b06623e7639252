import { DocketError } from '@/lib/errors'
import { apiRoute } from '@/lib/http/api-route'
import { refuseUnserved } from '@/lib/http/unserved'

const refuse = apiRoute<{ path?: string[] }>(async ({ request, params: { path = [] } }) => {
  refuseUnserved(request.method, path)
  throw new DocketError(
    'not_found',
    `There is nothing at ${['/api/v2', ...path].join('/')} on this server. It serves /api/v2/detect.`,
  )
})

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT }
