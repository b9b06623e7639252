import fs from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { env } from '@/lib/env'
import { incomingFolder } from './folders'

/** Whose an upload is: nobody else's requests reach it. */
export interface UploadOwner {
  teamId: string
  memberId: string
}

/** How long an upload may take from its beginning, pauses included. Seconds. */
export const resumableFor = 24 * 3600

/** The largest file that can be sent in pieces. Bytes. */
export function maxResumableBytes(): number {
  return env().SECURE_UPLOAD_MAX_MB * 1024 * 1024
}

/** Where uploads that can be resumed lie until they are whole: a folder for each member. */
export async function resumableRoot(): Promise<string> {
  const folder = path.join(await incomingFolder(), 'tus')
  await fs.mkdir(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** The member's own folder. Made when it is missing. */
export async function resumableFolder({ teamId, memberId }: UploadOwner): Promise<string> {
  const folder = path.join(await resumableRoot(), z.uuid().parse(teamId), z.uuid().parse(memberId))
  await fs.mkdir(folder, { recursive: true, mode: 0o700 })
  return folder
}
