import type { MediaType } from './analysis'
import type { CheckEntry } from './check'
import type { Evidence } from './evidence'
import type { SubjectName } from './subjects'

const every = ['image', 'audio', 'video'] as const

/**
 * Every check there is, in the order to show, and in words: pages and results read it without loading the engine. A check is
 * one file, one line here, and one in lib/engine/runnable-checks.ts; the compiler holds the two tables together.
 */
export const checks = {
  'provenance.c2pa': { title: 'Content Credentials (C2PA)', family: 'provenance', media: every, looksAt: 'file' },
  'picture.tags': {
    title: 'Generator marks in the file',
    family: 'metadata',
    media: ['image'],
    looksAt: 'picture',
    stage: { says: 'Looking for marks of generators', share: 0.35 },
  },
  'sound.tags': {
    title: 'Generator marks in the sound file',
    family: 'metadata',
    media: ['audio'],
    looksAt: 'container',
  },
  'video.tags': {
    title: 'Generator marks in the video file',
    family: 'metadata',
    media: ['video'],
    looksAt: 'container',
  },
  'jpeg.facts': {
    title: 'How the JPEG was saved',
    family: 'edit',
    media: ['image'],
    looksAt: 'picture',
    stage: { says: 'Reading how it was saved', share: 0.45 },
  },
  'jpeg.ghost': {
    title: 'JPEG ghosts',
    family: 'edit',
    media: ['image'],
    looksAt: 'picture',
    stage: { says: 'Searching for parts saved differently', share: 0.5 },
  },
  'jpeg.double': { title: 'Double JPEG save', family: 'edit', media: ['image'], looksAt: 'picture' },
  'picture.copy-move': {
    title: 'Copied parts',
    family: 'edit',
    media: ['image'],
    looksAt: 'picture',
    stage: { says: 'Searching for copied parts', share: 0.7 },
  },
  'picture.noise': {
    title: 'Noise level',
    family: 'edit',
    media: ['image'],
    looksAt: 'picture',
    stage: { says: 'Measuring the picture', share: 0.85 },
  },
  'picture.facts': { title: 'Picture facts', family: 'signal', media: ['image'], looksAt: 'picture' },
  'container.facts': { title: 'Container facts', family: 'signal', media: ['audio', 'video'], looksAt: 'container' },
  'sound.pauses': { title: 'Digital silence', family: 'edit', media: ['audio', 'video'], looksAt: 'sound' },
  'sound.edits': { title: 'Breaks in the sound', family: 'edit', media: ['audio', 'video'], looksAt: 'sound' },
  'sound.voice': { title: 'Robotic voice', family: 'signal', media: ['audio', 'video'], looksAt: 'sound' },
  'sound.bandwidth': { title: 'Real bandwidth', family: 'signal', media: ['audio', 'video'], looksAt: 'sound' },
  'sound.spectrogram': { title: 'Spectrogram', family: 'signal', media: ['audio', 'video'], looksAt: 'sound' },
  'video.frames': { title: 'Sampled frames', family: 'signal', media: ['video'], looksAt: 'frames' },
  'video.frozen': { title: 'Frozen and repeated pictures', family: 'edit', media: ['video'], looksAt: 'frames' },
  'video.agreement': { title: 'Sound and picture together', family: 'edit', media: ['video'], looksAt: 'tracks' },
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
  'match.known': { title: 'Known media', family: 'match', media: every, looksAt: 'known' },
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
    looksAt: 'models',
    notChecked: 'No model that judges AI content by its look or sound is installed.',
  },
} as const satisfies Record<string, CheckEntry>

export type CheckName = keyof typeof checks

/** The checks that look at one kind of subject. */
export type ChecksOf<S extends SubjectName> = {
  [Name in CheckName]: (typeof checks)[Name] extends { looksAt: S } ? Name : never
}[CheckName]

/** The checks listed for a kind of media, in the order to show. */
export function checksFor(mediaType: MediaType): CheckName[] {
  return (Object.keys(checks) as CheckName[]).filter((name) =>
    (checks[name].media as readonly MediaType[]).includes(mediaType),
  )
}

/** Those of them that look at one kind of subject. */
export function checksOf<S extends SubjectName>(looksAt: S, mediaType: MediaType): ChecksOf<S>[] {
  const is = (name: CheckName): name is ChecksOf<S> => 'looksAt' in checks[name] && checks[name].looksAt === looksAt
  return checksFor(mediaType).filter(is)
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
    return {
      check: name,
      title: entry.title,
      family: entry.family,
      points: 'context',
      status: 'not_checked',
      llr: 0,
      strong: false,
      explain: entry.notChecked,
      doesNotShow: 'What was not checked says nothing about the media, either way.',
      facts: {},
    }
  })
}
