import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { authorise } from '@/lib/access/authorise'
import { parseInput } from '@/lib/db/parse-input'
import { DetectionParameters, languageCode } from '@/lib/detect/request-parameters'
import { submitMedia } from '@/lib/detect/submit-media'
import type { OpenedCase } from './open-case'

const Input = z.object({
  url: z.string().trim().min(1, 'an address'),
  parameters: DetectionParameters,
  zeroRetention: z.boolean().default(false),
  /** Null: not said. */
  language: z.string().trim().regex(languageCode, 'a language code such as en or pt-BR').nullable().default(null),
  idempotencyKey: z.string().min(1).max(255).optional(),
})

/**
 * Opens a case for a URL pasted in the portal; the worker fetches it. `zeroRetention`: nothing of it is kept, as with a team
 * whose rule says so. The same `idempotencyKey` again answers with the
 * same case. Throws `bad_request` for a URL that is never fetched.
 */
export async function openCaseFromUrl(actor: Actor, raw: z.input<typeof Input>): Promise<OpenedCase> {
  // Before the host is looked up for them.
  authorise(actor, 'case.open')
  const { url, parameters, zeroRetention, language, idempotencyKey = null } = parseInput(Input, raw)
  const asked = { zeroRetention, parameters, ...(language && { language }) }
  const submission = { ...asked, file: null, url, mediaToken: null, callback: null }
  return submitMedia(actor, submission, { source: 'url', idempotencyKey })
}
