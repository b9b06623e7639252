import fs from 'node:fs/promises'
import type { Actor } from '@/lib/access/actor'
import { type OpenedCase, openCase } from '@/lib/cases/open-case'
import { titleOfUrl } from '@/lib/cases/title-of-url'
import { checkCallbackUrl } from '@/lib/media/check-callback-url'
import { checkSourceUrl } from '@/lib/media/check-source-url'
import { dropFile, dropRefused, keepFile } from '@/lib/media/keep-file'
import { type ReceivedFile, requireSealed } from '@/lib/media/receive-file'
import { mustNotKeep } from '@/lib/retention/read-rules'
import type { DetectionRequest } from './request'
import { submissionHash } from './submission-hash'

export interface Submission extends DetectionRequest {
  /** Given when the request names neither a URL nor a media token. */
  file: ReceivedFile | null
}

interface Options {
  source: 'upload' | 'url' | 'api'
  idempotencyKey: string | null
  /** Called once the file is in the store, before a case has it. */
  onKept?: () => Promise<void>
}

/**
 * Opens a case for a received file, a URL or a secure upload, and starts its detection. The file moves into the media
 * store; when no case comes of it, or the submission is a repetition, it is deleted. A team's rule for the portal switches zero
 * retention on. Throws DocketError.
 */
export async function submitMedia(actor: Actor, submission: Submission, options: Options): Promise<OpenedCase> {
  try {
    return await submit(actor, submission, options)
  } finally {
    // Gone from there once it was kept; after a refusal before that, nobody else removes it.
    if (submission.file) await fs.rm(submission.file.path, { force: true })
  }
}

async function submit(
  actor: Actor,
  { file, url, mediaToken, callback, zeroRetention: asked, parameters, language }: Submission,
  { source, idempotencyKey, onKept }: Options,
): Promise<OpenedCase> {
  const zeroRetention = asked || (await mustNotKeep(actor))
  const idempotency = idempotencyKey
    ? {
        key: idempotencyKey,
        hash: submissionHash(
          ...[parameters, url, mediaToken, callback, zeroRetention, file?.sha256 ?? null],
          ...(language ? [language] : []),
        ),
      }
    : undefined
  const sourceUrl = url === null ? null : await checkSourceUrl(url)
  const callbackUrl = callback === null ? null : await checkCallbackUrl(callback.url)
  const title = file?.filename ?? (sourceUrl === null ? 'secure upload' : titleOfUrl(sourceUrl))
  if (file && zeroRetention) requireSealed([file])
  const stored = file && (await keepFile(actor.teamId, file))
  try {
    if (stored) await onKept?.()
    const opened = await openCase(actor, {
      source,
      title,
      sourceUrl,
      file: stored,
      mediaToken,
      parameters,
      zeroRetention,
      callback: callback && callbackUrl ? { ...callback, url: callbackUrl } : null,
      ...(language && { language }),
      ...(idempotency && { idempotency }),
    })
    if (opened.repeated && stored) await dropFile(stored)
    return opened
  } catch (error) {
    if (stored) await dropRefused([stored], error)
    throw error
  }
}
