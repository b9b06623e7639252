import { createRouteHandler } from 'uploadthing/server'
import { z } from 'zod'
import { authorise } from '@/lib/access/authorise'
import { authenticateMember } from '@/lib/access/session'
import { env } from '@/lib/env'
import { notFound } from '@/lib/errors'
import { errorResponse } from '@/lib/http/error-response'
import { assertSameOrigin } from '@/lib/http/same-origin'
import { decodeText, readBytes } from '@/lib/media/read-body'
import { isUploadthingConfigured, uploadthingAccount } from '@/lib/media/stores/uploadthing-account'
import { awaitRegistration, registeringFetch } from '@/lib/media/stores/uploadthing-registration'
import { admitted, uploadRouter } from './core'

/** The library's answer to a browser that may send. */
const Granted = z.array(z.object({ key: z.string() }))

/** Names, options and reports; never a file. Bytes. */
const maxBody = 64 * 1024

/**
 * Both of UploadThing's calls: a browser's, that asks for leave to send a file there, and UploadThing's own report that it
 * has arrived, which the library checks by its signature.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    const isReport = request.headers.has('uploadthing-hook')
    // A report on what was sent before the store was changed is still taken.
    const served = isReport ? isUploadthingConfigured() : env().MEDIA_STORE === 'uploadthing'
    if (!served) throw notFound('UploadThing')
    if (!isReport) assertSameOrigin(request.headers)
    const member = isReport ? null : await authenticateMember()
    if (member) authorise(member, 'case.open')
    const { url, method, headers } = request
    const read = new Request(url, { method, headers, body: decodeText(await readBytes(request, maxBody)) })
    if (member) admitted.set(read, member)
    const answer = await handler()(read)
    if (member && answer.ok) await awaitRegistration(Granted.parse(await answer.clone().json()).map(({ key }) => key))
    return answer
  } catch (error) {
    return errorResponse(error)
  }
}

let made: { by: string; handle(request: Request): Promise<Response> } | undefined

/** Made at first use, when the settings can be read; not during a build. */
function handler(): (request: Request) => Promise<Response> {
  const { options } = uploadthingAccount()
  const by = JSON.stringify([options, env().PUBLIC_URL])
  if (made?.by !== by) {
    // Who runs Docket on their own machine cannot be called from outside: the library then fetches the reports itself.
    const isDev = !env().PUBLIC_URL.startsWith('https:')
    const config = {
      ...options,
      isDev,
      handleDaemonPromise: isDev ? ('void' as const) : ('await' as const),
      fetch: registeringFetch,
      // Never from the request, whose Host anybody can choose.
      callbackUrl: `${env().PUBLIC_URL}/api/uploadthing`,
    }
    made = { by, handle: createRouteHandler({ router: uploadRouter, config }) }
  }
  return made.handle
}
