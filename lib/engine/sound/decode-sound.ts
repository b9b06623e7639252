import type { AVSampleFormat } from 'node-av/constants'
import type { SoftwareResampleContext } from 'node-av/lib'
import { decodeTrack, type PacketTally } from '../container/decode-track'
import type { Container } from '../container/open-container'
import type { Decoder } from '../decoder'
import { playable } from './playable-samples'

/** Longest sound that is listened to, in seconds (four hours). */
export const maxSoundSeconds = 4 * 3600

/** One piece of sound: mono samples, nominally -1 to 1, valid until the next piece is asked for. */
export interface SoundPiece {
  samples: Float32Array
  /** Hz; the same for every piece. */
  sampleRate: number
  /** Seconds from the start of the media. */
  start: number
  /** Seconds from the start of the media at which it ends, by the clock of the file, which may have gaps. */
  until: number
}

/** The part of the media to listen to; null: from the start, to the end. */
export interface Region {
  start: number | null
  end: number | null
}

/**
 * Decodes the sound track to mono at its own sample rate, or at `atRate` (Hz), piece by piece, so that memory does not grow with length. What
 * no player could play as it is written (samples beyond full scale, or that are no numbers) is made playable first.
 * `tally` counts what its packets take. Throws AnalysisFailure where the track cannot be decoded; yields nothing where it holds no sound.
 */
export function* decodeSound(
  decoder: Decoder,
  container: Container,
  region: Region,
  { atRate, tally }: { atRate?: number; tally?: PacketTally } = {},
): Generator<SoundPiece> {
  const { av, constants } = decoder
  if (container.sound === null) return
  let resampler: SoftwareResampleContext | null = null
  let shape = ''
  let sampleRate = 0
  let heard = 0
  let out = Buffer.alloc(0)
  const start = Math.max(0, region.start ?? 0)
  const end = Math.min(region.end ?? Number.POSITIVE_INFINITY, start + maxSoundSeconds)
  try {
    for (const { frame, seconds } of decodeTrack(decoder, container, container.sound, 0, tally)) {
      const planes = frame.extendedData ?? frame.data
      if (planes === null || frame.nbSamples <= 0 || frame.sampleRate <= 0) continue
      const { nbChannels, order, mask } = frame.channelLayout
      const now = `${frame.sampleRate} ${frame.format} ${nbChannels} ${order} ${mask}`
      if (now !== shape) {
        // Streams may change shape midway; what comes out stays mono at the first rate.
        sampleRate ||= atRate ?? frame.sampleRate
        resampler?.free()
        resampler = new av.SoftwareResampleContext()
        const set = resampler.allocSetOpts2(
          av.avChannelLayoutDefault(1),
          constants.AV_SAMPLE_FMT_FLT,
          sampleRate,
          order === 0 ? av.avChannelLayoutDefault(nbChannels) : frame.channelLayout,
          frame.format as AVSampleFormat,
          frame.sampleRate,
        )
        // Else channels of floats would add up to more than full scale, and the same recording as MP3 be louder than as WAV.
        if (set < 0 || resampler.setOption('rematrix_maxval', 1) < 0 || resampler.init() < 0) continue
        shape = now
      }
      if (resampler === null) continue
      const room = resampler.getOutSamples(frame.nbSamples) + 64
      if (out.length < room * 4) out = Buffer.alloc(room * 4)
      const sound = playable(planes, frame.format, decoder)
      const count = resampler.convertSync([out], room, sound, frame.nbSamples)
      if (count <= 0) continue
      const from = heard / sampleRate
      heard += count
      if (heard / sampleRate <= start) continue
      if (from >= end) return
      const skip = Math.max(0, Math.round((start - from) * sampleRate))
      const keep = Math.min(count, Math.ceil((end - from) * sampleRate))
      if (keep <= skip) continue
      const samples = new Float32Array(out.buffer, out.byteOffset + skip * 4, keep - skip)
      const until = Math.max(from + keep / sampleRate, (seconds ?? 0) + frame.nbSamples / frame.sampleRate)
      yield { samples, sampleRate, start: from + skip / sampleRate, until }
    }
  } finally {
    resampler?.free()
  }
}
