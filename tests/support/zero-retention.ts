import fs from 'node:fs'
import path from 'node:path'
import { runDetection } from '@/lib/detect/run-detection'
import { fetchMedia } from '@/lib/media/fetch-media'
import { purgeCase } from '@/lib/retention/purge-case'
import { dataFolder } from './data-folder'
import type { TestDatabase } from './database'

const attempt = { number: 1, last: true, signal: new AbortController().signal }

/** The row of a detection's case with the keys of its original. */
export interface StoredCase {
  id: string
  teamId: string
  detectionId: string
  state: string
  title: string
  retention: string
  sourceUrl: string | null
  /** Whether its media has come: from a URL it is fetched first. */
  hasMedia: boolean
  fileDeletedAt: Date | null
}

export async function readStored({ owner }: TestDatabase, uuid: string): Promise<StoredCase> {
  const [row] = await owner<StoredCase[]>`
    select c.id, c.team_id as "teamId", d.id as "detectionId", c.state, c.title, c.retention, c.source_url as "sourceUrl",
      c.file_deleted_at as "fileDeletedAt",
      exists (select 1 from media m where m.case_id = c.id and m.copy = 'original') as "hasMedia"
    from detections d join cases c on c.id = d.case_id where d.id = ${uuid}::uuid`
  if (!row) throw new Error(`no detection ${uuid}`)
  return row
}

/** The jobs of a kind that wait for a case or its detection. */
export async function jobsOf({ owner }: TestDatabase, name: string, { id, detectionId }: StoredCase): Promise<number> {
  const [row] = await owner<{ n: number }[]>`
    select count(*)::int as n from pgboss.job where name = ${name}
      and (data->>'caseId' = ${id} or data->>'detectionId' = ${detectionId})`
  return row?.n ?? 0
}

/** Does what the worker would: fetches where there is a URL, then analyses. */
export async function work({ id, teamId, detectionId, hasMedia }: StoredCase): Promise<void> {
  if (!hasMedia) await fetchMedia({ teamId, caseId: id, detectionId }, attempt)
  await runDetection({ teamId, detectionId }, attempt)
}

export async function purge({ id, teamId }: StoredCase): Promise<void> {
  await purgeCase({ teamId, caseId: id })
}

/** The files of a team in the media store, whole or on their way. */
export function teamFiles(teamId: string): string[] {
  const folder = path.join(dataFolder, 'media', teamId)
  if (!fs.existsSync(folder)) return []
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}

/** Lets the moment pass until which a case's media may be looked at. */
export async function passDeadline({ owner }: TestDatabase, caseId: string): Promise<void> {
  await owner`update cases set purge_after = now() - interval '1 second' where id = ${caseId}`
}
