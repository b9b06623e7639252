import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { Actor } from '@/lib/access/actor'
import { finishDetection } from '@/lib/detect/finish-detection'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { keepFile } from '@/lib/media/keep-file'
import { dataFolder } from './data-folder'
import { png } from './media-bytes'
import { analysis, openTestCase } from './rows'

/** A case whose original really is in the media store, analysed unless told otherwise; what its purge job carries. */
export async function openKeptCase(
  actor: Actor,
  { analysed = true, ...change }: { analysed?: boolean } & Partial<Parameters<typeof openTestCase>[1]> = {},
  given?: Buffer,
) {
  const from = path.join(dataFolder, crypto.randomUUID())
  const bytes = given ?? Buffer.concat([await png(), crypto.randomBytes(16)])
  fs.writeFileSync(from, bytes)
  const sha256 = crypto.createHash('sha256').update(bytes).digest('hex')
  const filename = change.title ?? 'jane-doe.png'
  const file = await keepFile(actor.teamId, {
    path: from,
    mediaType: 'image',
    contentType: 'image/png',
    filename,
    sizeBytes: bytes.length,
    sha256,
    sealedWith: null,
  })
  const parameters = DetectionParameters.parse({})
  const opened = await openTestCase(actor, { title: filename, file, parameters, ...change })
  const worker: Actor = { kind: 'worker', teamId: actor.teamId }
  const { detectionId } = opened
  const end = () => finishDetection(worker, { detectionId, analysis: analysis(), preview: null, maps: new Map() })
  if (analysed) await end()
  const stored = path.join(dataFolder, 'media', file.storeKey)
  return { ...opened, file, stored, sha256, end, job: { teamId: actor.teamId, caseId: opened.caseId } }
}
