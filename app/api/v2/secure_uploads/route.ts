import { authorise } from '@/lib/access/authorise'
import { openSecureUpload } from '@/lib/detect/open-secure-upload'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'
import { apiRoute, methodNotAllowed } from '@/lib/http/api-route'
import { receiveUpload } from '@/lib/media/receive-upload'

const tooLargeWayOut = 'Shorten or compress it, or send its address as the parameter url of POST /detect.'

/** Keeps one file for an hour and answers the token that hands it in: detect-api.md, section 5. */
export const POST = apiRoute(async ({ request, actor }) => {
  authorise(actor, 'case.open')
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'multipart/form-data') throw noFile()
  const maxBytes = env().SECURE_UPLOAD_MAX_MB * 2 ** 20
  const { file } = await receiveUpload(request, { maxBytes, tooLargeWayOut })
  if (!file) throw noFile()
  return Response.json({ success: true, token: await openSecureUpload(actor, file) })
})

function noFile(): DocketError {
  const message = 'No file came with the request. Send it as multipart/form-data, in the part named “file”.'
  return new DocketError('bad_request', message, { fields: { file: [message] } })
}

const refuse = methodNotAllowed(['POST'])

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT }
