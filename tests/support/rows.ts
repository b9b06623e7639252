import crypto from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Actor } from '@/lib/access/actor'
import { type OpenedCase, openCase } from '@/lib/cases/open-case'
import { database } from '@/lib/db/client'
import { finishDetection } from '@/lib/detect/finish-detection'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import type { Analysis } from '@/lib/engine/analysis'
import type { StoredFile } from '@/lib/media/store'

export async function findMemberId(email: string): Promise<string> {
  const [row] = await database().execute<{ id: string }>(sql`select id from find_member(${email})`)
  if (!row) throw new Error(`no member ${email}`)
  return row.id
}

/** What the store would answer for a kept file; the bytes themselves do not exist. */
export function storedFile(teamId: string, change: Partial<StoredFile> = {}): StoredFile {
  const id = crypto.randomUUID()
  return {
    id,
    store: 'disk',
    storeKey: `${teamId}/${id.slice(0, 2)}/${id}`,
    storeFingerprint: null,
    mediaType: 'image',
    contentType: 'image/png',
    filename: 'photo.png',
    sizeBytes: 1234,
    sha256: crypto.createHash('sha256').update(id).digest('hex'),
    sealedWith: null,
    ...change,
  }
}

export function openTestCase(actor: Actor, change: Partial<Parameters<typeof openCase>[1]> = {}): Promise<OpenedCase> {
  return openCase(actor, {
    source: 'upload',
    title: 'photo.png',
    file: storedFile(actor.teamId),
    parameters: DetectionParameters.parse({}),
    ...change,
  })
}

/** An analysis that decided nothing, with one piece of evidence. */
export function analysis(change: Partial<Analysis> = {}): Analysis {
  return {
    mediaType: 'image',
    verdict: { label: 'Neutral/Uncertain', score: 0.5, synthetic: 0.5, manipulated: 0.5, summary: 'Nothing decides.' },
    sound: null,
    evidence: [
      {
        check: 'test.check',
        title: 'A check',
        family: 'metadata',
        points: 'context',
        status: 'clear',
        llr: 0,
        strong: false,
        explain: 'Found nothing.',
        doesNotShow: 'Absence says nothing.',
        facts: { looked: true },
      },
    ],
    facts: {
      container: 'png',
      width: 640,
      height: 480,
      durationSeconds: null,
      frameRate: null,
      videoCodec: null,
      audioCodec: null,
      sampleRate: null,
      channels: null,
    },
    coverage: '1 of 2 checks applied.',
    doubts: [],
    c2pa: {
      validation_state: 'NotPresent',
      active_manifest: null,
      manifests: {},
      validation_results: [],
      message: 'None.',
    },
    frames: [],
    peaks: [],
    windows: [],
    fingerprints: { pictures: [], sound: null },
    preview: null,
    ...change,
  }
}

/** A case whose analysis is done, so that it waits for a person. */
export async function openWaitingCase(actor: Actor): Promise<OpenedCase> {
  const opened = await openTestCase(actor)
  const worker: Actor = { kind: 'worker', teamId: actor.teamId }
  await finishDetection(worker, {
    detectionId: opened.detectionId,
    analysis: analysis(),
    preview: null,
    maps: new Map(),
  })
  return opened
}
