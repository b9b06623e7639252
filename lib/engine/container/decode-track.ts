import type { Frame, Stream } from 'node-av/lib'
import type { Decoder } from '../decoder'
import { AnalysisFailure } from '../failure'
import type { Container } from './open-container'

/** 36 megapixels: more than 8K video. FFmpeg refuses larger frames before it allocates them. */
const maxPixels = 36_000_000

export interface DecodedFrame {
  /** Valid until the next frame is asked for. */
  frame: Frame
  /** Seconds from the start of the media; null where the container does not know. */
  seconds: number | null
  /** Seconds it is shown or heard; 0 where the container does not know. */
  lasts: number
  /** Motion JPEG: the frame as the JPEG file it came in. Otherwise null. */
  jpeg: Buffer | null
}

/** What a track takes in its file, counted while it is decoded; `seconds` is 0 where the container tells no lengths. */
export interface PacketTally {
  bytes: number
  seconds: number
}

/**
 * Decodes one track frame by frame, from the last key frame at or before `fromSeconds`. Damaged packets are skipped.
 * What its packets take is added to `tally`.
 * Throws AnalysisFailure where FFmpeg has no decoder for the track.
 */
export function* decodeTrack(
  { av, constants }: Decoder,
  container: Container,
  track: Stream,
  fromSeconds = 0,
  tally?: PacketTally,
): Generator<DecodedFrame> {
  const codec = av.Codec.findDecoder(track.codecpar.codecId)
  const motionJpeg = track.codecpar.codecId === constants.AV_CODEC_ID_MJPEG
  const decoder = new av.CodecContext()
  decoder.allocContext3(codec)
  decoder.parametersToContext(track.codecpar)
  // One packet in, one frame out, so that a Motion JPEG frame keeps its own packet.
  decoder.threadCount = motionJpeg ? 1 : 2
  // Not through open2's dictionary, which node-av 6.1.1 frees twice.
  decoder.setOption('max_pixels', maxPixels)
  const packet = new av.Packet()
  packet.alloc()
  const frame = new av.Frame()
  frame.alloc()
  try {
    const { width, height } = track.codecpar
    if (width * height > maxPixels) {
      throw new AnalysisFailure(
        `The frames of this video are ${width} × ${height} pixels, more than the ${maxPixels / 1e6} megapixels that are analysed.`,
        { permanent: true },
      )
    }
    if (codec === null || decoder.open2Sync(codec) < 0) {
      const name = av.avGetCodecName(track.codecpar.codecId) ?? 'unknown'
      throw new AnalysisFailure(
        `This file is encoded in a way that cannot be decoded here (${name}). Hand it in as MP4, WebM, MP3 or WAV.`,
        { permanent: true },
      )
    }
    for (const other of container.context.streams) {
      other.discard = other.index === track.index ? constants.AVDISCARD_DEFAULT : constants.AVDISCARD_ALL
    }
    const tick = track.timeBase.den > 0 ? track.timeBase.num / track.timeBase.den : 0
    if (fromSeconds > 0 && tick > 0) {
      const target = BigInt(Math.floor((fromSeconds + container.startSeconds) / tick))
      container.context.seekFrameSync(track.index, target, constants.AVSEEK_FLAG_BACKWARD)
    }
    const receive = function* (jpeg: Buffer | null): Generator<DecodedFrame> {
      while (decoder.receiveFrameSync(frame) >= 0) {
        const time = frame.bestEffortTimestamp
        const seconds = time === constants.AV_NOPTS_VALUE ? null : Number(time) * tick - container.startSeconds
        yield { frame, seconds, lasts: Math.max(0, Number(frame.duration)) * tick, jpeg }
        frame.unref()
      }
    }
    while (container.context.readFrameSync(packet) >= 0) {
      if (tally && packet.streamIndex === track.index) {
        tally.bytes += packet.size
        tally.seconds += Math.max(0, Number(packet.duration)) * tick
      }
      if (packet.streamIndex === track.index && decoder.sendPacketSync(packet) >= 0) {
        yield* receive(motionJpeg && packet.data ? Buffer.from(packet.data) : null)
      }
      packet.unref()
    }
    decoder.sendPacketSync(null)
    yield* receive(null)
  } finally {
    packet.free()
    frame.free()
    decoder.freeContext()
  }
}
