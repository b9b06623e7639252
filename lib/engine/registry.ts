import type { MediaType } from './analysis'
import type { CheckEntry, Finding } from './check'
import type { Evidence } from './evidence'

const every = ['image', 'audio', 'video'] as const

/** Every check there is, in the order to show. A check is one file and one line here. */
export const checks = {
  'provenance.c2pa': { title: 'Content Credentials (C2PA)', family: 'provenance', media: every },
  'picture.tags': { title: 'Generator marks in the file', family: 'metadata', media: ['image'] },
  'sound.tags': { title: 'Generator marks in the sound file', family: 'metadata', media: ['audio'] },
  'video.tags': { title: 'Generator marks in the video file', family: 'metadata', media: ['video'] },
  'jpeg.facts': { title: 'How the JPEG was saved', family: 'edit', media: ['image'] },
  'jpeg.ghost': { title: 'JPEG ghosts', family: 'edit', media: ['image'] },
  'jpeg.double': { title: 'Double JPEG save', family: 'edit', media: ['image'] },
  'picture.copy-move': { title: 'Copied parts', family: 'edit', media: ['image'] },
  'picture.noise': { title: 'Noise level', family: 'edit', media: ['image'] },
  'picture.facts': { title: 'Picture facts', family: 'signal', media: ['image'] },
  'container.facts': { title: 'Container facts', family: 'signal', media: ['audio', 'video'] },
  'sound.pauses': { title: 'Digital silence', family: 'edit', media: ['audio', 'video'] },
  'sound.edits': { title: 'Breaks in the sound', family: 'edit', media: ['audio', 'video'] },
  'sound.voice': { title: 'Robotic voice', family: 'signal', media: ['audio', 'video'] },
  'sound.bandwidth': { title: 'Real bandwidth', family: 'signal', media: ['audio', 'video'] },
  'sound.spectrogram': { title: 'Spectrogram', family: 'signal', media: ['audio', 'video'] },
  'video.frames': { title: 'Sampled frames', family: 'signal', media: ['video'] },
  'video.frozen': { title: 'Frozen and repeated pictures', family: 'edit', media: ['video'] },
  'video.agreement': { title: 'Sound and picture together', family: 'edit', media: ['video'] },
  'watermark.synthid': {
    title: 'SynthID watermark',
    family: 'provenance',
    media: every,
    notChecked: 'SynthID watermarks can only be read by their maker’s own service.',
  },
  'watermark.audio': {
    title: 'Audio watermark',
    family: 'provenance',
    media: ['audio', 'video'],
    notChecked: 'Audio watermarks can only be read with their makers’ own detectors.',
  },
  'match.known': { title: 'Known media', family: 'match', media: every },
  'match.web': {
    title: 'Web search',
    family: 'match',
    media: every,
    notChecked: 'The built-in engine never sends media out, so it does not search the web for copies.',
  },
  'model.content': {
    title: 'AI-content model',
    family: 'model',
    media: every,
    notChecked: 'No model that judges AI content by its look or sound is installed.',
  },
} as const satisfies Record<string, CheckEntry>

export type CheckName = keyof typeof checks

/** Adds name, title and family to what a check found. */
export function toEvidence(name: CheckName, finding: Finding): Evidence {
  const entry = checks[name]
  return { check: name, title: entry.title, family: entry.family, ...finding }
}

/** The checks listed for a kind of media, in the order to show. */
export function checksFor(mediaType: MediaType): CheckName[] {
  return (Object.keys(checks) as CheckName[]).filter((name) =>
    (checks[name].media as readonly MediaType[]).includes(mediaType),
  )
}

/** Evidence in the order to show, which is the order of the checks above. */
export function inOrder(evidence: Evidence[]): Evidence[] {
  const names = Object.keys(checks)
  return evidence.toSorted((a, b) => names.indexOf(a.check) - names.indexOf(b.check))
}

/** Evidence that says what is not checked for this kind of media, and why; what `done` holds evidence of is left out. */
export function listNotChecked(mediaType: MediaType, done: Evidence[] = []): Evidence[] {
  return checksFor(mediaType).flatMap((name) => {
    const entry: CheckEntry = checks[name]
    if (entry.notChecked === undefined || done.some(({ check }) => check === name)) return []
    return toEvidence(name, {
      points: 'context',
      status: 'not_checked',
      llr: 0,
      strong: false,
      explain: entry.notChecked,
      doesNotShow: 'What was not checked says nothing about the media, either way.',
      facts: {},
    })
  })
}
