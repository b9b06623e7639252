import type { Doubt, MediaFacts } from './analysis'
import type { Evidence } from './evidence'

/** Below this quality of its last save (0-100) a JPEG has lost most traces. A rule of thumb, not measured. */
export const lowJpegQuality = 50
/** Bits a second. The strongest compression that the cards' sound was heard through, as MP3 (cards/sound.voice.json). */
export const lowSoundBits = 24_000
/** Bits per pixel and frame, of the whole file. A rule of thumb, not measured. */
export const lowPixelBits = 0.01

const lossless = /^(pcm_|flac$|alac$|wavpack$|tta$|ape$)/

/** The doubt that most traces were compressed away, from what the checks measured of it; null where none says so. */
export function doubtCompression(facts: MediaFacts, evidence: Evidence[]): Doubt | null {
  const measured = (name: string, fact: string) => {
    const value = evidence.find(({ check }) => check === name)?.facts[fact]
    return typeof value === 'number' ? value : null
  }
  const sentences = [
    saved(measured('jpeg.facts', 'quality')),
    packed(facts, measured('container.facts', 'bitRate')),
    facts.videoCodec === null ? null : heard(facts, measured('container.facts', 'soundBitRate')),
  ]
  const says = sentences.filter((sentence) => sentence !== null).join(' ')
  return says === '' ? null : { code: 'heavy_compression', says }
}

function saved(quality: number | null): string | null {
  if (quality === null || quality >= lowJpegQuality) return null
  return `Saved at JPEG quality ${quality}; compression this strong wipes out most traces.`
}

/** `bitRate`: of the whole file, so that what it is too low for is at least as strongly compressed. */
function packed(facts: MediaFacts, bitRate: number | null): string | null {
  if (bitRate === null) return null
  const { width, height, frameRate, videoCodec } = facts
  if (videoCodec === null) return heard(facts, bitRate)
  if (width === null || height === null || frameRate === null) return null
  const bits = bitRate / (width * height * frameRate)
  if (bits >= lowPixelBits) return null
  return `Only ${kilobits(bitRate)} kbit/s for ${width} × ${height} pixels, ${bits.toFixed(4)} bits for each in a frame; unless little moves, compression this strong wipes out most traces.`
}

/** `bitRate`: of the sound alone. */
function heard({ audioCodec, videoCodec }: MediaFacts, bitRate: number | null): string | null {
  if (bitRate === null || audioCodec === null || lossless.test(audioCodec) || bitRate >= lowSoundBits) return null
  const whose = videoCodec === null ? '' : ' in its sound track'
  return `Only ${kilobits(bitRate)} kbit/s of ${audioCodec}${whose}; compression this strong wipes out traces of how sound was made.`
}

function kilobits(bitRate: number): string {
  return (bitRate / 1000).toFixed(bitRate < 9950 ? 1 : 0)
}
