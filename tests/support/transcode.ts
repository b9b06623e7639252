import { Decoder, Demuxer, Encoder, FilterAPI, Muxer, pipeline } from 'node-av/api'
import { AV_LOG_QUIET } from 'node-av/constants'
import { Dictionary, Log } from 'node-av/lib'

// Encoders tell on the console how they did.
Log.setLevel(AV_LOG_QUIET)

type EncoderName = Parameters<typeof Encoder.create>[0]

interface Wanted {
  /** FFmpeg's name of an encoder, such as `libmp3lame`. */
  encoder: string
  /** A graph of FFmpeg's filters with one way in and one out, such as `hflip`. */
  filter?: string
  bitrate?: number
}

/** Encodes the sound or the picture of a file anew, as a program does that exports it; tags are left behind. */
export async function transcode(from: string, to: string, { encoder: name, filter, bitrate }: Wanted): Promise<string> {
  await using input = await Demuxer.open(from)
  const track = input.video() ?? input.audio()
  if (!track) throw new Error(`${from} holds nothing to encode`)
  using decoder = await Decoder.create(track)
  using filtered = FilterAPI.create(filter ?? (input.video() ? 'null' : 'anull'))
  using encoder = await Encoder.create(name as EncoderName, {
    decoder,
    filter: filtered,
    autoResample: true,
    ...(bitrate && { bitrate }),
  })
  await using output = await Muxer.open(to)
  await pipeline(input, decoder, filtered, encoder, output).completion
  return to
}

/** Copies all tracks as they are into a new file with these tags, and without those it had. */
export async function retag(from: string, to: string, tags: Record<string, string>): Promise<string> {
  await using input = await Demuxer.open(from)
  await using output = await Muxer.open(to, {
    configure: (format) => {
      format.metadata = Dictionary.fromObject(tags)
    },
    // MP4 and QuickTime have a place for a few names only; so written they take any.
    ...(/\.(mp4|mov|m4a)$/.test(to) && { options: { movflags: 'use_metadata_tags' } }),
  })
  const places = new Map(input.streams.map((stream) => [stream.index, output.addStream(stream)]))
  for await (const packet of input.packets()) {
    if (!packet) break
    const place = places.get(packet.streamIndex)
    if (place !== undefined) await output.writePacket(packet, place)
  }
  return to
}
