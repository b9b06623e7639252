import type { Examined } from '@/lib/detect/examined'
import type { Analysis, FrameAnalysis } from '@/lib/engine/analysis'
import { describeCoverage } from '@/lib/engine/coverage'
import { listDoubts } from '@/lib/engine/doubts'
import type { Evidence } from '@/lib/engine/evidence'
import { type CheckName, listNotChecked } from '@/lib/engine/registry'
import { toEvidence } from '@/lib/engine/to-evidence'
import { judge } from '@/lib/engine/verdict'
import { analysis } from './rows'

/** Evidence as the engine would write it, with what a test changes. */
export function piece(check: CheckName, change: Partial<Evidence> = {}): Evidence {
  return toEvidence(check, {
    points: 'context',
    status: 'clear',
    llr: 0,
    strong: false,
    explain: `${check} looked.`,
    doesNotShow: `${check} has its limits.`,
    facts: {},
    ...change,
  })
}

/** An analysis judged from this evidence, with the usual list of what is never checked. */
export function analysed(
  mediaType: Analysis['mediaType'],
  evidence: Evidence[],
  change: Partial<Analysis> = {},
): Analysis {
  const all = [...evidence, ...listNotChecked(mediaType)]
  const verdict = judge(all)
  const base = analysis({ mediaType, verdict, evidence: all, coverage: describeCoverage(all), ...change })
  const doubts = listDoubts({ facts: base.facts, evidence: all, verdict, frames: base.frames })
  return { ...base, doubts }
}

/** The same as reports and answers read it. */
export function examined({ evidence, preview, ...result }: Analysis, zeroRetention = false): Examined {
  return {
    result,
    evidence: evidence.map(({ map, region = null, time = null, carded, ...rest }) => ({
      ...rest,
      region,
      time,
      mapMediaId: null,
      mapCaption: map?.caption ?? null,
    })),
    zeroRetention,
  }
}

export const noCredentials = piece('provenance.c2pa', {
  explain: 'The file carries no Content Credentials.',
  doesNotShow: 'Most files carry none, so that says nothing.',
})

export const generatorMark = {
  points: 'synthetic',
  status: 'hit',
  llr: 5.5,
  strong: true,
  doesNotShow: 'Anyone can write a mark into a file or take it out.',
} as const

/** A picture that names its generator, with a part that was saved differently. */
export const fakePicture = analysed('image', [
  noCredentials,
  piece('picture.tags', {
    ...generatorMark,
    explain: 'The file is marked as made by an image generator: EXIF Software is as Midjourney writes it.',
    facts: { marks: 'EXIF Software', generator: 'Midjourney', software: 'Midjourney 6', camera: null },
  }),
  piece('jpeg.facts', { explain: 'Saved as a baseline JPEG at quality 92.', facts: { quality: 92 } }),
  piece('jpeg.ghost', {
    points: 'manipulated',
    status: 'hit',
    llr: 1.06,
    explain: 'One part in the top left was saved as JPEG at quality 70 before, the rest was not.',
    doesNotShow: 'It does not show what was changed.',
    region: { left: 0.1, top: 0.2, width: 0.25, height: 0.3 },
  }),
  piece('picture.facts', { explain: 'The picture is 640 × 480 pixels.' }),
])

/** A photograph in which nothing was found; its file names a camera. */
export const plainPicture = analysed('image', [
  noCredentials,
  piece('picture.tags', {
    explain: 'The file carries no mark of an image generator.',
    doesNotShow: 'Marks are lost when a picture is shared.',
    facts: { camera: 'Fernweh One', software: 'Fernweh 2.1', generator: null },
  }),
  piece('jpeg.ghost', { status: 'not_applicable', explain: 'The picture is not a JPEG.' }),
])

const soundFacts = {
  container: 'MP3',
  width: null,
  height: null,
  durationSeconds: 12.5,
  frameRate: null,
  videoCodec: null,
  audioCodec: 'mp3',
  sampleRate: 44_100,
  channels: 2,
}

/** A recording whose tags name a generator, with silent pauses. */
export const fakeRecording = analysed(
  'audio',
  [
    noCredentials,
    piece('sound.tags', {
      ...generatorMark,
      explain: 'The file’s own tags name a generator: ElevenLabs.',
      facts: { mark: 'names ElevenLabs', foundIn: 'encoder', generator: 'ElevenLabs', encoder: 'ElevenLabs' },
    }),
    piece('container.facts', { explain: 'MP3 with mp3 sound at 44100 Hz, 13 seconds.' }),
    piece('sound.pauses', {
      status: 'hit',
      explain: '2 pauses are perfectly silent (every sample zero), 0.9 seconds together.',
      doesNotShow: 'Sound editors write such silence too.',
      facts: { pauses: 2, at: '1.20 s, 7.00 s' },
      time: { start: 1.2, end: 1.6 },
    }),
    piece('sound.bandwidth', { explain: 'The sound uses the whole range the file can carry, up to 22.1 kHz.' }),
  ],
  { facts: soundFacts },
)

/** A recording in which nothing was found. */
export const plainRecording = analysed(
  'audio',
  [
    noCredentials,
    piece('sound.tags', { explain: 'No mark of a generator, and nothing about the program that wrote the file.' }),
    piece('sound.pauses', { explain: 'No pause in the sound is perfectly silent.' }),
  ],
  { facts: soundFacts },
)

const frame = (second: number, score: number, hits: FrameAnalysis['hits'] = []): FrameAnalysis => ({
  second,
  verdict: { label: 'Neutral/Uncertain', score, synthetic: 0.5, manipulated: score, summary: 'A frame.' },
  hits,
})

/** A video that was changed after it was signed. */
export const changedVideo = analysed(
  'video',
  [
    piece('provenance.c2pa', {
      points: 'manipulated',
      status: 'hit',
      llr: 1.4,
      explain: 'The file was changed after Example Press signed it: its Content Credentials no longer fit.',
      doesNotShow: 'It does not show what was changed.',
      facts: {
        state: 'changed',
        signer: 'Example Press',
        signerTrust: 'untrusted',
        claimGenerator: 'Example Cutter 3',
      },
    }),
    piece('video.tags', {
      explain: 'No mark of a generator. The file names as its writer: Lavf62.',
      facts: { encoder: 'Lavf62', created: '2026-04-01T10:00:00Z' },
    }),
    piece('video.frames', { status: 'hit', explain: '3 frames were looked at, one a second.' }),
  ],
  {
    c2pa: {
      validation_state: 'Unavailable',
      active_manifest: 'urn:one',
      manifests: {},
      validation_results: [{ code: 'x', explanation: 'The content hash does not match.', success: false }],
      message: 'The file or its manifest was changed after it was signed.',
    },
    frames: [
      frame(0, 0.5),
      frame(1, 0.6, [{ check: 'picture.facts', title: 'Picture facts', explain: 'It is odd.' }]),
      frame(2, 0.5),
    ],
    facts: { ...soundFacts, container: 'MP4', width: 1280, height: 720, frameRate: 25, videoCodec: 'h264' },
  },
)
