import type { RemoteReply } from '@/lib/detect/detectors/read-reply'
import type { RemotePicture, RemoteSound, RemoteVideo } from '@/lib/detect/detectors/reply-tracks'
import type { RemoteNode } from '@/lib/detect/detectors/reply-tree'
import type { RemoteTracing, RemoteWatermark } from '@/lib/detect/detectors/reply-words'
import type { EvidenceNode } from '@/lib/detect/item-metrics'
import type { EvidenceStatus } from '@/lib/engine/evidence'
import { type CheckName, checks } from '@/lib/engine/registry'

/**
 * What another Detect API answered without a word of its own: labels, numbers, moments and names from lists of ours. Under
 * zero retention this is all that is read of it. Field by field, so that a new one is left out until somebody decides.
 */
export function redactReply(reply: RemoteReply): RemoteReply {
  return {
    uuid: reply.uuid,
    plainUuid: reply.plainUuid,
    status: reply.status,
    mediaType: reply.mediaType,
    sound: reply.sound && bareSound(reply.sound),
    picture: reply.picture && barePicture(reply.picture),
    video: reply.video && bareVideo(reply.video),
    watermark: reply.watermark && bareWatermark(reply.watermark),
    reports: [],
    tracing: reply.tracing && bareTracing(reply.tracing),
    c2pa: reply.c2pa && {
      validation_state: reply.c2pa.validation_state,
      active_manifest: null,
      manifests: {},
      validation_results: [],
      message: '',
    },
    url: null,
    filename: null,
    durationSeconds: reply.durationSeconds,
    errorMessage: null,
    zeroRetention: reply.zeroRetention,
    fileDeletedAt: reply.fileDeletedAt,
    createdAt: reply.createdAt,
    updatedAt: reply.updatedAt,
    docket: null,
    // Places are named by the API's own keys.
    surprises: reply.surprises.length > 0 ? ['places that are not kept under zero retention'] : [],
  }
}

function bareSound({ label, score, noSpeech, windows, consistency, consistencyText }: RemoteSound): RemoteSound {
  const isNumber = /^\s*\d*\.?\d+\s*%?\s*$/.test(consistencyText)
  return { label, score, noSpeech, windows, consistency, consistencyText: isNumber ? consistencyText : '', image: null }
}

function barePicture({ label, score, ifl, children }: RemotePicture): RemotePicture {
  return {
    label,
    score,
    image: null,
    ifl: ifl && { score: ifl.score, heatmap: null },
    children: children.map(bareNode),
    sources: [],
  }
}

function bareVideo({ label, score, certainty, children }: RemoteVideo): RemoteVideo {
  return { label, score, certainty, treeview: null, children: children.map(bareNode) }
}

function bareNode({ type, label, score, certainty, timestamp, evidence, children }: RemoteNode): RemoteNode {
  const level = /chunk/i.test(type) ? 'VideoChunkResult' : /frame/i.test(type) ? 'VideoFrameResult' : ''
  return {
    type: level,
    label,
    score,
    certainty,
    timestamp,
    evidence: evidence && bareEvidence(evidence),
    children: children.map(bareNode),
  }
}

/** Another Docket's piece of evidence under the heading of our own check of that name; null for one we do not have. A card's name is a word of its own. */
function bareEvidence({ check, points, status, llr, cap, strong, region, time }: EvidenceNode): EvidenceNode | null {
  if (!Object.hasOwn(checks, check)) return null
  const { title, family } = checks[check as CheckName]
  return {
    type: 'Evidence',
    check,
    title,
    family,
    points,
    status,
    llr,
    ...(cap !== undefined && { cap }),
    strong,
    explain: outcomes[status],
    does_not_show: 'How the server that ran it came to this: its words are not kept under zero retention.',
    facts: {},
    region,
    time,
    image: null,
    caption: null,
  }
}

const outcomes: Record<EvidenceStatus, string> = {
  hit: 'This check found something where it was run. What it says of it is not kept under zero retention.',
  clear: 'This check found nothing where it was run.',
  not_applicable: 'This check does not apply to this media.',
  not_checked: 'This was not checked.',
  failed: 'This check failed where it was run.',
}

const knownStatuses: ReadonlySet<string> = new Set(['processing', 'completed', 'failed'])
const knownOutcomes: ReadonlySet<string> = new Set(['present', 'absent', 'degraded', 'inconclusive'])

function bareWatermark({ status, overall, confidence, synthid }: RemoteWatermark): RemoteWatermark {
  return {
    status: status !== null && knownStatuses.has(status) ? status : null,
    overall: overall !== null && knownOutcomes.has(overall) ? overall : null,
    confidence,
    versions: [],
    synthid,
    errorMessage: null,
  }
}

/** Makers of speech that an API may name as a sound's likely source, without signs and spaces. */
const speechMakers: ReadonlySet<string> = new Set(
  `amazonpolly azure bark cartesia coqui descript elevenlabs fishaudio google googletts lovo microsoft murf openai openaitts
  playht polly real resemble resembleai respeecher speechify tortoise valle wellsaid xtts`.split(/\s+/),
)

function bareTracing({ label }: RemoteTracing): RemoteTracing {
  if (label !== null && speechMakers.has(label.toLowerCase().replace(/[^a-z0-9]/g, ''))) {
    return { label: label.replace(/[^\w .-]/g, ''), errorMessage: null }
  }
  return {
    label: null,
    errorMessage:
      label === null
        ? 'The detector named no generator. Why is not kept under zero retention.'
        : 'The detector named a generator that Docket does not know; its name is not kept under zero retention.',
  }
}
