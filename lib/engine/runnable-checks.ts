import type { Check } from './check'
import { findTags } from './container/find-tags'
import { findFacts } from './container/read-facts'
import { readTags } from './container/read-tags'
import { checkCopyMove } from './image/check-copy-move'
import { checkDouble } from './image/check-double'
import { checkGhost } from './image/check-ghost'
import { checkJpegFacts } from './image/check-jpeg-facts'
import { checkNoise } from './image/check-noise'
import { checkPictureFile } from './image/check-picture-facts'
import { checkTags } from './image/check-tags'
import { checkPages } from './image/look-at-pages'
import { checkKnown } from './match/check-known'
import { checkContent } from './model/check-content'
import { checkProvenance } from './provenance/check-provenance'
import type { ChecksOf } from './registry'
import { findBandwidth } from './sound/find-bandwidth'
import { findEdits } from './sound/find-edits'
import { findPauses } from './sound/find-pauses'
import { findSpectrogram } from './sound/find-spectrogram'
import { tooShort, withoutSound } from './sound/sound-track'
import { findVoice } from './sound/voice/find-voice'
import type { SubjectName, Subjects } from './subjects'
import { checkAgreement } from './video/check-agreement'
import { findFrames } from './video/find-frames'
import { findFrozen } from './video/find-frozen'

/** For each kind of subject a function for every check that looks at it, and for no other. */
type RunnableChecks = { [S in SubjectName]: { [Name in ChecksOf<S>]: Check<Subjects[S]> } }

/**
 * The checks themselves: for each line of lib/engine/registry.ts that looks at something, its function. Nothing here loads the
 * decoder for sound and video, so pictures are analysed on a server without one. Only the engine reads this table; names and
 * titles are in the registry, which loads no check.
 */
export const runnableChecks: RunnableChecks = {
  file: {
    'provenance.c2pa': checkProvenance,
  },
  picture: {
    'picture.tags': checkTags,
    'jpeg.facts': checkJpegFacts,
    'jpeg.ghost': checkGhost,
    'jpeg.double': checkDouble,
    'picture.copy-move': (open) => checkPages(open, checkCopyMove),
    'picture.noise': (open) => checkPages(open, checkNoise),
    'picture.facts': checkPictureFile,
  },
  container: {
    'sound.tags': ({ container }) => findTags(readTags(container), 'sound'),
    'video.tags': ({ container }) => findTags(readTags(container), 'video'),
    'container.facts': ({ facts, container, soundBitRate }) => findFacts(facts, container, soundBitRate),
  },
  sound: {
    'sound.pauses': (sound) => withoutSound(sound) ?? findPauses(sound.pauses, sound.seconds),
    'sound.edits': (sound) => withoutSound(sound) ?? findEdits(sound.breaks, sound.seconds),
    'sound.voice': ({ voice }) => findVoice(voice),
    'sound.bandwidth': ({ levels }) => (levels === null ? tooShort : findBandwidth(levels)),
    'sound.spectrogram': ({ levels, request, from }) =>
      levels === null ? tooShort : findSpectrogram(levels, request, from),
  },
  frames: {
    'video.frames': (watched) => findFrames(watched, watched.motionJpeg),
    'video.frozen': ({ motion }) => findFrozen(motion),
  },
  tracks: {
    'video.agreement': checkAgreement,
  },
  // Run by the caller of the engine, who has the database to look known media up in.
  known: {
    'match.known': ({ matches, compared }) => checkKnown(matches, compared),
  },
  models: {
    'model.content': checkContent,
  },
}
