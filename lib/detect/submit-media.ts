import crypto from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { type OpenedCase, openCase } from '@/lib/cases/open-case'
import { checkSourceUrl } from '@/lib/media/check-source-url'
import { cleanFilename } from '@/lib/media/clean-filename'
import { dropFile, dropRefused, keepFile } from '@/lib/media/keep-file'
import type { ReceivedFile } from '@/lib/media/receive-file'
import type { DetectionParameters } from './request'

interface Submitted {
  source: 'upload' | 'url' | 'api'
  file: ReceivedFile | null
  url: string | null
  parameters: DetectionParameters
  idempotencyKey: string | null
}

/**
 * Opens a case for a received file or a URL, and starts its detection. The file moves into the media store; when no case
 * comes of it, or the submission is a repetition, it is deleted. Throws DocketError.
 */
export async function submitMedia(
  actor: Actor,
  { source, file, url, parameters, idempotencyKey }: Submitted,
): Promise<OpenedCase> {
  const idempotency = idempotencyKey ? { key: idempotencyKey, hash: hashOf(parameters, url, file) } : undefined
  const sourceUrl = url === null ? null : await checkSourceUrl(url)
  const stored = file && (await keepFile(actor.teamId, file))
  try {
    const title = file?.filename ?? titleOf(sourceUrl ?? '')
    const opened = await openCase(actor, {
      source,
      title,
      sourceUrl,
      file: stored,
      parameters,
      ...(idempotency && { idempotency }),
    })
    if (opened.repeated && stored) await dropFile(stored)
    return opened
  } catch (error) {
    if (stored) await dropRefused([stored], error)
    throw error
  }
}

/** SHA-256 of what makes two submissions the same. */
function hashOf(parameters: DetectionParameters, url: string | null, file: ReceivedFile | null): string {
  const same = JSON.stringify([Object.entries(parameters).sort(), url, file?.sha256 ?? null])
  return crypto.createHash('sha256').update(same).digest('hex')
}

/** How a case from a URL is called: the last part of its path, or its host. */
function titleOf(url: string): string {
  const { pathname, hostname } = new URL(url)
  const last = pathname.split('/').filter(Boolean).at(-1) ?? ''
  try {
    return cleanFilename(decodeURIComponent(last)) || hostname
  } catch {
    return cleanFilename(last) || hostname
  }
}
