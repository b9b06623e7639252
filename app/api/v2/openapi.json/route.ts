import { openApiDocument } from '@/lib/detect/openapi'
import { env } from '@/lib/env'
import { methodNotAllowed } from '@/lib/http/api-route'

// Its address is this server's, which is not known when the pages are built.
export const dynamic = 'force-dynamic'

let text: string | undefined

/** Without a key: it says what every Docket serves and nothing of a team, and tools fetch it as it is. */
export async function GET(): Promise<Response> {
  text ??= JSON.stringify(openApiDocument(env().PUBLIC_URL))
  return new Response(text, { headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' } })
}

const refuse = methodNotAllowed(['GET'])

export { refuse as DELETE, refuse as PATCH, refuse as POST, refuse as PUT }
