import type { Stream } from 'node-av/lib'
import type { MediaFacts } from '../analysis'
import type { Finding } from '../check'
import type { Decoder } from '../decoder'
import { notCounted } from '../not-counted'
import type { Container } from './open-container'

/** What the container says about itself: formats, sizes, rates. Width and height as shown, after rotation. */
export function readFacts({ av, constants }: Decoder, container: Container): MediaFacts {
  const { sound, video } = container
  const turned = video !== null && rotationOf(video, constants.AV_PKT_DATA_DISPLAYMATRIX) % 180 !== 0
  const codec = (stream: Stream | null) => (stream ? av.avGetCodecName(stream.codecpar.codecId) : null)
  const width = known(video?.codecpar.width)
  const height = known(video?.codecpar.height)
  return {
    container: nameOf(container),
    width: turned ? height : width,
    height: turned ? width : height,
    durationSeconds: container.durationSeconds === null ? null : round(container.durationSeconds),
    frameRate: video ? frameRateOf(video) : null,
    videoCodec: codec(video),
    audioCodec: codec(sound),
    sampleRate: known(sound?.codecpar.sampleRate),
    channels: known(sound?.codecpar.channels),
  }
}

/** The facts as evidence for `container.facts`: context, decides nothing. `soundBitRate`: bits a second of a video’s sound track. */
export function findFacts(facts: MediaFacts, container: Container, soundBitRate: number | null = null): Finding[] {
  const bitRate = Number(container.context.bitRate)
  const tracks = [
    facts.videoCodec && `${facts.width} × ${facts.height} ${facts.videoCodec} video`,
    facts.audioCodec && `${facts.audioCodec} sound at ${facts.sampleRate} Hz`,
  ].filter(Boolean)
  return [
    {
      points: 'context',
      status: 'clear',
      llr: 0,
      strong: false,
      explain: `${facts.container} with ${tracks.join(' and ')}${lengthOf(facts.durationSeconds)}.`,
      doesNotShow: `How a file is packed does not show how its content was made: every export program changes it. ${notCounted}`,
      facts: {
        ...facts,
        bitRate: bitRate > 0 ? bitRate : null,
        ...(soundBitRate !== null && { soundBitRate }),
        tracks: container.context.nbStreams,
      },
    },
  ]
}

/** Degrees clockwise by which a player turns the picture: 0, 90, 180 or 270. `kind`: AV_PKT_DATA_DISPLAYMATRIX. */
export function rotationOf(
  video: Stream,
  kind: Parameters<Stream['codecpar']['getCodedSideData']>[0],
): 0 | 90 | 180 | 270 {
  const matrix = video.codecpar.getCodedSideData(kind)
  if (matrix === null || matrix.length < 36) return 0
  const turn = Math.round((Math.atan2(matrix.readInt32LE(4), matrix.readInt32LE(0)) * 180) / Math.PI / 90)
  return ([0, 90, 180, 270] as const)[((turn % 4) + 4) % 4] ?? 0
}

function nameOf({ format, context }: Container): string {
  const brand = context.metadata?.get('major_brand')?.trim() ?? ''
  if (format.startsWith('mov')) {
    if (brand === 'qt') return 'QuickTime'
    if (brand.startsWith('3g')) return '3GPP'
    return brand.startsWith('M4A') ? 'M4A' : 'MP4'
  }
  const names: Record<string, string> = {
    'matroska,webm': 'Matroska or WebM',
    wav: 'WAV',
    mp3: 'MP3',
    ogg: 'Ogg',
    aac: 'AAC',
    flac: 'FLAC',
    amr: 'AMR',
    avi: 'AVI',
    asf: 'Windows Media',
  }
  return names[format] ?? format
}

function frameRateOf(video: Stream): number | null {
  const { num, den } = video.avgFrameRate
  return num > 0 && den > 0 ? round(num / den) : null
}

function lengthOf(seconds: number | null): string {
  return seconds === null ? '' : `, ${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} seconds`
}

const known = (value: number | undefined) => (value === undefined || value <= 0 ? null : value)
const round = (value: number) => Math.round(value * 1000) / 1000
