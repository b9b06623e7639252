import type { Evidence, EvidenceFacts, EvidenceTime } from '@/lib/engine/evidence'
import type { RemoteReply } from './read-reply'
import type { Span } from './reply-levels'
import type { RemoteSound } from './reply-tracks'
import type { RemoteNode } from './reply-tree'
import { type JudgedTrack, judgement, type ReplyVerdict, sideOf } from './reply-verdict'
import type { RemoteWatermark } from './reply-words'

/** What the evidence of a reply is made from. */
interface Grounds {
  reply: RemoteReply
  host: string
  span: Span
  judged: ReplyVerdict
  zeroRetention: boolean
}

/** Checks of the remote detector, by name. */
export const remoteChecks = {
  sound: 'remote.sound',
  picture: 'remote.picture',
  video: 'remote.video',
  watermark: 'remote.watermark',
  tracing: 'remote.tracing',
  search: 'remote.search',
} as const

/** A piece of evidence for each thing an API judged, its verdicts first, then what another Docket found. */
export function evidenceOf({ reply, host, span, judged, zeroRetention }: Grounds): Evidence[] {
  const { tracks, deciding } = judged
  return [
    ...tracks.map((track) => trackPiece(track, track === deciding, { reply, host, span })),
    ...(reply.sound?.noSpeech ? [silentPiece(host)] : []),
    ...(reply.watermark ? [watermarkPiece(reply.watermark, host)] : []),
    ...(reply.tracing?.label ? [tracingPiece(reply.tracing.label, host)] : []),
    // Names and addresses of copies would tell what the media was.
    ...(zeroRetention ? [] : searchPieces(reply, host)),
    ...foundThere(reply.picture?.children ?? []),
  ]
}

function trackPiece(
  track: JudgedTrack,
  decides: boolean,
  { reply, host, span }: Pick<Grounds, 'reply' | 'host' | 'span'>,
): Evidence {
  const side = sideOf(track.label)
  const { sound, picture } = reply
  const ofSound = track.name === 'sound' && sound !== null
  const check = ofSound ? remoteChecks.sound : picture ? remoteChecks.picture : remoteChecks.video
  const time = ofSound && side > 0 ? worstWindow(sound, span) : null
  return {
    check,
    title: ofSound ? 'The sound, judged elsewhere' : 'The picture, judged elsewhere',
    family: 'model',
    points: side < 0 ? 'authentic' : 'synthetic',
    status: side === 0 ? 'clear' : 'hit',
    llr: 0,
    strong: decides && side !== 0,
    explain: `${host} ${judgement(track)}.${ofSound ? windowsIn(sound) : ''}`,
    doesNotShow: `How ${host} came to this, and how often it errs on media like this one: Docket has not tested it.`,
    facts: { label: track.label, score: track.score, ...(ofSound ? soundFacts(sound) : pictureFacts(reply)) },
    ...(time && { time }),
  }
}

function soundFacts({ windows, consistency }: RemoteSound): EvidenceFacts {
  const known = windows.filter((score) => score !== null)
  return {
    ...(consistency !== null && { consistency }),
    ...(windows.length > 0 && { windows: windows.length, windowsJudged: known.length }),
    ...(known.length > 0 && { highestWindow: known.reduce((top, score) => Math.max(top, score)) }),
  }
}

function pictureFacts({ picture, video }: RemoteReply): EvidenceFacts {
  const edits = picture?.ifl?.score
  const certainty = picture ? null : video?.certainty
  return { ...(edits != null && { editedScore: edits }), ...(certainty != null && { certainty }) }
}

function windowsIn({ windows }: RemoteSound): string {
  const known = windows.filter((score) => score !== null)
  const high = known.filter((score) => score >= 0.5).length
  return known.length > 1 ? ` ${high} of the ${known.length} windows it judged score 0.50 or more.` : ''
}

function worstWindow({ windows }: RemoteSound, { frameLength, start }: Span): EvidenceTime | null {
  let worst = -1
  for (const [i, score] of windows.entries()) if (score !== null && score > (windows[worst] ?? -1)) worst = i
  return worst < 0 ? null : { start: start + worst * frameLength, end: start + (worst + 1) * frameLength }
}

function silentPiece(host: string): Evidence {
  return aside(remoteChecks.sound, 'The sound, judged elsewhere', {
    status: 'not_applicable',
    explain: `${host} heard no speech, so it did not judge the sound.`,
    doesNotShow: 'Whether other sounds than speech were made by a machine.',
    facts: {},
  })
}

function watermarkPiece(found: RemoteWatermark, host: string): Evidence {
  const { overall, confidence, versions, synthid, status, errorMessage } = found
  const present = overall === 'present' || overall === 'degraded' || synthid === true
  const unknown = overall === null && synthid === null
  return {
    ...aside(remoteChecks.watermark, 'Watermark, looked for elsewhere', {
      status: unknown ? (status === 'failed' ? 'failed' : 'not_checked') : present ? 'hit' : 'clear',
      explain: unknown
        ? `${host} did not say whether there is a watermark.${errorMessage ? ` It says: “${errorMessage}”` : ''}`
        : present
          ? `${host} found ${synthid === true ? 'a SynthID watermark' : 'a watermark of a generator'} in the media.`
          : `${host} found no watermark that it can read.`,
      doesNotShow: present
        ? `Who made the media, and what of it: a watermark of a generator can also be put on by hand.`
        : 'That no machine made it: most generators leave no watermark this API can read.',
      facts: {
        ...(overall !== null && { outcome: overall }),
        ...(confidence !== null && { confidence }),
        ...(versions.length > 0 && { versions: versions.join(', ') }),
        ...(synthid !== null && { synthid }),
      },
    }),
    points: present ? 'synthetic' : 'context',
  }
}

function tracingPiece(label: string, host: string): Evidence {
  return aside(remoteChecks.tracing, 'Likely generator, named elsewhere', {
    status: 'hit',
    explain: `${host} names “${label}” as the likely generator of the sound.`,
    doesNotShow: 'That it was that generator: it is the likeliest of those the API knows.',
    facts: { generator: label },
  })
}

function searchPieces({ picture }: RemoteReply, host: string): Evidence[] {
  const sources = picture?.sources ?? []
  const [first] = sources
  if (!first) return []
  const count = sources.length === 1 ? 'one place' : `${sources.length} places`
  return [
    aside(remoteChecks.search, 'Copies on the web, found elsewhere', {
      status: 'hit',
      explain: `${host} found the picture, or one like it, at ${count} on the web.`,
      doesNotShow: 'Which copy came first, and whether what those pages say is true.',
      facts: Object.fromEntries(
        sources
          .slice(0, 10)
          .map(({ url, title, verdict }, i) => [
            `place${i + 1}`,
            [title, url, verdict].filter(Boolean).join(', ').slice(0, 500),
          ]),
      ),
    }),
  ]
}

/** What another Docket's checks found: their own words and weights. Their pictures stay there. */
function foundThere(nodes: RemoteNode[]): Evidence[] {
  return nodes.slice(0, 200).flatMap(({ evidence }) => {
    if (!evidence || !/^[a-z][a-z0-9._]{1,60}$/i.test(evidence.check)) return []
    const { check, title, family, points, status, llr, cap, card, strong, explain, does_not_show } = evidence
    const { facts, region, time } = evidence
    return {
      check,
      title: title.slice(0, 200),
      family,
      points,
      status,
      llr,
      ...(cap !== undefined && { cap }),
      ...(card && { card }),
      strong,
      explain: explain.slice(0, 2000),
      doesNotShow: does_not_show.slice(0, 2000),
      facts,
      ...(region && { region }),
      ...(time && { time }),
    }
  })
}

function aside(
  check: string,
  title: string,
  found: Pick<Evidence, 'status' | 'explain' | 'doesNotShow' | 'facts'>,
): Evidence {
  return { check, title, family: 'model', points: 'context', llr: 0, strong: false, ...found }
}
