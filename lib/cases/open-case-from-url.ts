import crypto from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { parseInput } from '@/lib/db/parse-input'
import { DetectionParameters } from '@/lib/detect/request'
import { env } from '@/lib/env'
import { checkUrl } from '@/lib/media/url-rules'
import { type OpenedCase, openCase } from './open-case'
import { titleOfUrl } from './title'

const Input = z.object({
  url: z.string().trim().min(1, 'an address'),
  parameters: DetectionParameters,
  idempotencyKey: z.string().min(1).max(255).optional(),
})

/**
 * Opens a case for a URL pasted in the portal; the worker fetches it. The same `idempotencyKey` again answers with the
 * same case. Throws `bad_request` for a URL that is never fetched.
 */
export async function openCaseFromUrl(actor: Actor, raw: z.input<typeof Input>): Promise<OpenedCase> {
  const { url, parameters, idempotencyKey } = parseInput(Input, raw)
  const target = checkUrl(url, env().ALLOWED_PRIVATE_HOSTS)
  return openCase(actor, {
    source: 'url',
    title: titleOfUrl(target.url),
    sourceUrl: target.url.href,
    file: null,
    parameters,
    ...(idempotencyKey && { idempotency: { key: idempotencyKey, hash: hashOf(target.url, parameters) } }),
  })
}

/** SHA-256 of what makes two submissions the same. */
function hashOf(url: URL, parameters: DetectionParameters): string {
  const same = JSON.stringify([Object.entries(parameters).sort(), url.href])
  return crypto.createHash('sha256').update(same).digest('hex')
}
