import type { FormatContext, Stream } from 'node-av/lib'
import type { Decoder } from '../decoder'
import { AnalysisFailure } from '../failure'

/** The only containers ever opened. No playlists (hls, dash, concat), no image sequences, no devices. */
const containers = 'wav,mp3,mov,mp4,m4a,3gp,3g2,mj2,ogg,aac,flac,amr,avi,matroska,webm,asf'

const unreadable =
  'This file could not be opened as sound or video: it is damaged, cut off, or not what its name says. ' +
  'Ask for the original file.'

/** An open sound or video file. Cover pictures are not video. Close it when done. */
export interface Container {
  context: FormatContext
  /** FFmpeg's name of the container, such as `mov,mp4,m4a,3gp,3g2,mj2`. */
  format: string
  sound: Stream | null
  video: Stream | null
  /** As the container says, or null. */
  durationSeconds: number | null
  /** Where the media's clock begins, in seconds; times in evidence count from here. */
  startSeconds: number
  close(): void
}

/**
 * Opens a sound or video file and finds its tracks. Only local files, only the containers above.
 * Throws AnalysisFailure (permanent) when it is none of them, is damaged, or holds neither sound nor video.
 */
export function openContainer({ av, constants }: Decoder, path: string): Container {
  const context = new av.FormatContext()
  const options = av.Dictionary.fromObject({
    protocol_whitelist: 'file',
    format_whitelist: containers,
    max_streams: 32,
    max_probe_packets: 2500,
    export_xmp: 1,
  })
  // Synchronous throughout: nothing else runs in this process, and no object can be collected during a call.
  const opened = context.openInputSync(`file:${path}`, null, options)
  if (opened < 0) throw new AnalysisFailure(unreadable, { permanent: true, cause: av.FFmpegError.fromCode(opened) })
  const close = () => context.closeInputSync()
  const read = context.findStreamInfoSync()
  const streams = context.streams
  const find = (type: typeof constants.AVMEDIA_TYPE_AUDIO | typeof constants.AVMEDIA_TYPE_VIDEO) =>
    streams.find(
      (stream) => stream.codecpar.codecType === type && !stream.hasDisposition(constants.AV_DISPOSITION_ATTACHED_PIC),
    ) ?? null
  const sound = find(constants.AVMEDIA_TYPE_AUDIO)
  const video = find(constants.AVMEDIA_TYPE_VIDEO)
  if (read < 0 || (sound === null && video === null)) {
    close()
    throw new AnalysisFailure(read < 0 ? unreadable : 'This file holds neither sound nor video that could be read.', {
      permanent: true,
    })
  }
  return {
    context,
    format: context.iformat?.name ?? 'unknown',
    sound,
    video,
    durationSeconds: microseconds(context.duration),
    startSeconds: microseconds(context.startTime) ?? 0,
    close,
  }
}

/** FFmpeg's clock to seconds; null where it does not know. */
function microseconds(time: bigint): number | null {
  const seconds = Number(time) / 1_000_000
  return seconds > 0 && seconds < 1_000_000_000 ? seconds : null
}
