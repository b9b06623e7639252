import { DocketError } from '@/lib/errors'
import { apiRoute } from '@/lib/http/api-route'
import { refuseUnserved } from '@/lib/http/unserved'

const refuse = apiRoute<{ path?: string[] }>(async ({ params: { path = [] } }) => {
  refuseUnserved(path)
  const address = ['/api/v2', ...path].join('/').slice(0, 200)
  const message = `There is nothing at ${address} on this server. What there is, GET /api/v2/openapi.json lists.`
  throw new DocketError('not_found', message)
})

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT }
