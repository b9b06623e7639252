import { z } from 'zod'
import type { C2paManifest, MediaType } from '@/lib/engine/analysis'
import { storable } from '@/lib/engine/storable'
import { RemoteFailure, unreadable } from './remote-failure'
import { messageIn } from './reply-refusal'
import { type RemotePicture, type RemoteSound, type RemoteVideo, soundOf, stillOf, videoOf } from './reply-tracks'
import { flagOf, instantOf, isAbsent, member, type Part, Surprises, secondsOf, textOf } from './reply-values'
import {
  manifestOf,
  type RemoteReport,
  type RemoteTracing,
  type RemoteWatermark,
  reportsOf,
  tracingOf,
  watermarkOf,
} from './reply-words'

/** What a Detect API answered of a detection, in one form whatever its spelling. What it did not say is null. */
export interface RemoteReply {
  /** As it was spelled: to ask with. */
  uuid: string
  /** 32 lower-case hexadecimal digits: to compare with. */
  plainUuid: string
  status: 'processing' | 'completed' | 'failed'
  mediaType: MediaType | null
  sound: RemoteSound | null
  picture: RemotePicture | null
  video: RemoteVideo | null
  watermark: RemoteWatermark | null
  /** One, or several where experts were asked for. */
  reports: RemoteReport[]
  tracing: RemoteTracing | null
  c2pa: C2paManifest | null
  url: string | null
  filename: string | null
  durationSeconds: number | null
  errorMessage: string | null
  zeroRetention: boolean | null
  fileDeletedAt: Date | null
  createdAt: Date | null
  updatedAt: Date | null
  /** What another Docket says beyond the contract. */
  docket: { summary: string | null; coverage: string | null; stage: string | null } | null
  /** The places that could not be read and were left out, such as `metrics.score[2]`. */
  surprises: string[]
}

/** 32 hexadecimal digits, whatever dashes stand between them. */
const Uuid = z
  .string()
  .trim()
  .max(64)
  .refine((text) => /^[0-9a-f]{32}$/i.test(text.replaceAll('-', '')))

const Item = z.looseObject({ uuid: Uuid, status: z.string().max(40) })
const statuses = ['processing', 'completed', 'failed'] as const
const mediaTypes = ['audio', 'video', 'image'] as const

/**
 * Reads the answer to a submission or a question after it, in any spelling of detect-api.md, section 4. `host` is for
 * sentences. What cannot be read within it is left out and named in `surprises`; throws RemoteFailure only where
 * envelope, uuid or status cannot be read.
 */
export function readReply(body: unknown, host: string): RemoteReply {
  const item = itemIn(body)
  const said = item === undefined ? messageIn(body) : null
  if (said !== null) {
    throw new RemoteFailure('refused', {
      permanent: true,
      forModerator: `The detector at ${host} refused this: “${said}”`,
      forAdmin: `${host} answered with success and a refusal at once: “${said}”`,
    })
  }
  return readItem(item, host)
}

/** Reads an item outside its envelope, as lists have it. Throws as `readReply`. */
export function readItem(raw: unknown, host: string): RemoteReply {
  const parsed = Item.safeParse(raw)
  const status = parsed.success ? parsed.data.status.trim().toLowerCase() : ''
  const known = statuses.find((one) => one === status)
  if (!parsed.success || !known) {
    const because = parsed.success
      ? `answered with a status that the Detect API does not have (“${status.replace(/[^\w -]/g, '')}”).`
      : 'answered with JSON that is no detection: its uuid or status is missing.'
    throw unreadable(host, because, { permanent: true, maybeDone: true, said: JSON.stringify(raw) ?? '' })
  }
  try {
    return read(storable(parsed.data), known)
  } catch (cause) {
    // Nesting deeper than the stack.
    throw unreadable(host, 'answered with JSON that is nested too deeply.', { permanent: true, maybeDone: true, cause })
  }
}

function read(item: z.infer<typeof Item>, status: RemoteReply['status']): RemoteReply {
  const surprises = new Surprises()
  const whole: Part = { value: item, place: '', surprises }
  const of = (name: string) => member(whole, name)
  const address = of('url')
  const reply = {
    uuid: item.uuid,
    plainUuid: item.uuid.replaceAll('-', '').toLowerCase(),
    status,
    mediaType: mediaTypeOf(of('media_type')),
    sound: soundOf(of('metrics')),
    picture: stillOf(of('image_metrics')),
    video: videoOf(of('video_metrics')),
    watermark: watermarkOf(of('watermark')),
    reports: reportsOf(of('intelligence')),
    tracing: tracingOf(of('audio_source_tracing')),
    c2pa: manifestOf(of('c2pa_manifest')),
    url: textOf(isAbsent(address.value) ? of('audio_url') : address, 4096),
    filename: textOf(of('filename'), 500),
    durationSeconds: secondsOf(of('duration')),
    errorMessage: textOf(of('error_message'), 500),
    zeroRetention: flagOf(of('zero_retention_mode')),
    fileDeletedAt: instantOf(of('file_deleted_at')),
    createdAt: instantOf(of('created_at')),
    updatedAt: instantOf(of('updated_at')),
    docket: docketOf(of('docket')),
  }
  return { ...reply, surprises: surprises.list }
}

/** The item in its envelope, or by itself; undefined where there is none. */
function itemIn(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return undefined
  const { item, uuid } = body as Record<string, unknown>
  return item ?? (uuid === undefined ? undefined : body)
}

function mediaTypeOf(part: Part): MediaType | null {
  const text = textOf(part, 40)?.toLowerCase().split('/')[0]
  const known = mediaTypes.find((one) => one === text)
  if (text !== undefined && !known) part.surprises.add(part.place)
  return known ?? null
}

function docketOf(part: Part): RemoteReply['docket'] {
  if (isAbsent(part.value)) return null
  return {
    summary: textOf(member(part, 'summary'), 2000),
    coverage: textOf(member(part, 'coverage'), 2000),
    stage: textOf(member(part, 'stage'), 200),
  }
}
