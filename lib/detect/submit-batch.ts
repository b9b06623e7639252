import fs from 'node:fs/promises'
import type { Actor } from '@/lib/access/actor'
import { checkCallbackUrl } from '@/lib/media/check-callback-url'
import { dropFile, dropRefused, keepFile } from '@/lib/media/keep-file'
import { type ReceivedFile, requireSealed } from '@/lib/media/receive-file'
import type { StoredFile } from '@/lib/media/store'
import { type OpenedBatch, openBatch } from './open-batch'
import type { RequestOptions } from './request-options'
import { submissionHash } from './submission-hash'

interface BatchSubmission extends RequestOptions {
  files: ReceivedFile[]
}

/**
 * Opens a batch for received files and starts their detections. The files move into the media store; when no batch
 * comes of it, or it is a repetition, they are deleted. Throws DocketError.
 */
export async function submitBatch(
  actor: Actor,
  submission: BatchSubmission,
  idempotencyKey: string | null,
): Promise<OpenedBatch> {
  try {
    return await submit(actor, submission, idempotencyKey)
  } finally {
    // Gone from there once they were kept; after a refusal before that, nobody else removes them.
    for (const { path } of submission.files) await fs.rm(path, { force: true })
  }
}

async function submit(
  actor: Actor,
  { files, ...asked }: BatchSubmission,
  idempotencyKey: string | null,
): Promise<OpenedBatch> {
  const callbackUrl = asked.callback && (await checkCallbackUrl(asked.callback.url))
  if (asked.zeroRetention) requireSealed(files)
  const stored = await keepFiles(actor.teamId, files)
  try {
    const opened = await openBatch(actor, {
      files: stored,
      parameters: asked.parameters,
      zeroRetention: asked.zeroRetention,
      ...(asked.language && { language: asked.language }),
      callback: asked.callback && callbackUrl ? { ...asked.callback, url: callbackUrl } : null,
      ...(idempotencyKey && { idempotency: { key: idempotencyKey, hash: hashOf(asked, files) } }),
    })
    if (opened.repeated) await dropFiles(stored)
    return opened
  } catch (error) {
    await dropRefused(stored, error)
    throw error
  }
}

async function keepFiles(teamId: string, files: ReceivedFile[]): Promise<StoredFile[]> {
  const stored: StoredFile[] = []
  try {
    for (const file of files) stored.push(await keepFile(teamId, file))
    return stored
  } catch (error) {
    await dropFiles(stored)
    throw error
  }
}

async function dropFiles(files: StoredFile[]): Promise<void> {
  for (const file of files) await dropFile(file)
}

function hashOf({ parameters, callback, zeroRetention, language }: RequestOptions, files: ReceivedFile[]): string {
  const bytes = files.map(({ sha256 }) => sha256)
  return submissionHash(parameters, callback, zeroRetention, bytes, ...(language ? [language] : []))
}
