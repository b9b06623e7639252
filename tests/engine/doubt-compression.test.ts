import { expect, test } from 'vitest'
import type { MediaFacts } from '@/lib/engine/analysis'
import { doubtCompression, lowSoundBits } from '@/lib/engine/doubt-compression'
import { notApplicable } from '@/lib/engine/run-check'
import { toEvidence } from '@/lib/engine/to-evidence'

const nothing: MediaFacts = {
  ...{ container: null, width: null, height: null, durationSeconds: 60, frameRate: null },
  ...{ videoCodec: null, audioCodec: null, sampleRate: null, channels: null },
}
const sound: MediaFacts = { ...nothing, audioCodec: 'mp3', sampleRate: 44_100, channels: 1 }
const video: MediaFacts = { ...sound, width: 1280, height: 720, frameRate: 25, videoCodec: 'h264', audioCodec: 'aac' }

const says = (facts: MediaFacts, bitRate: number | null, more = {}) =>
  doubtCompression(facts, [toEvidence('container.facts', { ...notApplicable(''), facts: { bitRate, ...more } })])
    ?.says ?? null

test('sound below the rate that the cards’ sound was heard through, and none at it', () => {
  expect(says(sound, 16_000)).toBe(
    'Only 16 kbit/s of mp3; compression this strong wipes out traces of how sound was made.',
  )
  expect(says(sound, lowSoundBits)).toBeNull()
  expect(says({ ...sound, audioCodec: 'amrnb' }, 4750)).toMatch(/^Only 4\.8 kbit\/s of amrnb/)
})

test('no sound that was stored without loss, however little it takes', () => {
  for (const audioCodec of ['flac', 'pcm_s16le', 'alac']) expect(says({ ...sound, audioCodec }, 9000)).toBeNull()
})

test('video by the bits that its file has for a pixel of a frame', () => {
  // 1280 × 720 × 25 pixels a second, a hundredth of a bit each: 230,400 bits a second.
  expect(says(video, 230_399)).toBe(
    'Only 230 kbit/s for 1280 × 720 pixels, 0.0100 bits for each in a frame; unless little moves, compression this strong wipes out most traces.',
  )
  expect(says(video, 230_400)).toBeNull()
  // The sound of a video has not the whole file's rate.
  expect(says({ ...video, width: 64, height: 64 }, 16_000)).toBeNull()
})

test('the sound of a video by what its own track takes, beside its picture', () => {
  const wordsOf = (soundBitRate: number, of = video) => says(of, 1_000_000, { soundBitRate })
  expect(wordsOf(lowSoundBits - 1)).toBe(
    'Only 24 kbit/s of aac in its sound track; compression this strong wipes out traces of how sound was made.',
  )
  expect(wordsOf(lowSoundBits)).toBeNull()
  expect(wordsOf(9000, { ...video, audioCodec: 'flac' })).toBeNull()
  expect(says(video, 100_000, { soundBitRate: 12_000 })).toMatch(
    /^Only 100 kbit\/s for .* traces\. Only 12 kbit\/s of aac/,
  )
})

test('nothing of what was not measured', () => {
  expect(says(sound, null)).toBeNull()
  expect(says(nothing, 1000)).toBeNull()
  expect(says({ ...video, frameRate: null }, 1000)).toBeNull()
  expect(doubtCompression(sound, [])).toBeNull()
})
