import type { Finding } from '@/lib/audit/events'
import { decideCase } from '@/lib/cases/decide-case'
import { finishDetection } from '@/lib/detect/finish-detection'
import type { Fingerprints } from '@/lib/engine/analysis'
import { checkKnown } from '@/lib/engine/match/check-known'
import { withKnown } from '@/lib/engine/match/with-known'
import { findKnownMedia } from '@/lib/known/find-known-media'
import { asShown, settle } from './judging'
import type { TestTeam } from './people'
import { analysis, openTestCase, storedFile } from './rows'

/** The published hash of the picture of a bridge, and of copies of it (tests/engine/match/pdq.test.ts). */
export const bridge = 'f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22'
export const bridgeAgain = 'd8f8f0cec0f4a84f8e370a22038f67f0b36a2ed597231e1d72e6b39c4a9c9b22'
export const bridgeMirrored = '0dad2599b1a1bd1a5362576742da32a5e63b7380c2374b4866b366c91bc9ce77'
export const another = 'e64cc9d91c623882f8d1f1d9a398e78c9f199b3bd83924f2b7e11e0bf8617a49'

export const picture = (pdq: string, quality = 100): Fingerprints => ({
  pictures: [{ second: null, pdq, quality }],
  sound: null,
})

/** As lib/engine/image/picture-fingerprints.ts takes them: the first without a time, the others a second apart. */
export const animation = (...hashes: string[]): Fingerprints => ({
  pictures: hashes.map((pdq, index) => ({ second: index === 0 ? null : index, page: index + 1, pdq, quality: 100 })),
  sound: null,
})

export const video = (...hashes: string[]): Fingerprints => ({
  pictures: hashes.map((pdq, second) => ({ second, pdq, quality: 100 })),
  sound: null,
})

/** A case whose media has these fingerprints, analysed as the job does it: looked up, judged and kept. */
export async function openFingerprinted(
  team: TestTeam,
  fingerprints: Fingerprints,
  change: Partial<Parameters<typeof openTestCase>[1]> = {},
) {
  const ofVideo = fingerprints.pictures.length > 0 && fingerprints.pictures.every(({ second }) => second !== null)
  const opened = await openTestCase(team.admin, {
    file: storedFile(team.teamId, { mediaType: ofVideo ? 'video' : 'image' }),
    ...change,
  })
  const { caseId, detectionId } = opened
  const { matches, compared } = await findKnownMedia(team.worker, { caseId, fingerprints })
  const judged = withKnown(analysis({ fingerprints }), checkKnown(matches, compared))
  await finishDetection(team.worker, { detectionId, analysis: judged, preview: null, maps: new Map() })
  return { ...opened, matches, judged }
}

/** The same, decided by the team's moderator, for good. */
export async function openDecided(
  db: Parameters<typeof settle>[0],
  team: TestTeam,
  fingerprints: Fingerprints,
  finding: Finding = 'synthetic',
) {
  const opened = await openFingerprinted(team, fingerprints)
  const { caseId } = opened
  await decideCase(team.moderator, { caseId, finding, reason: 'Seen it.', ...(await asShown(team.moderator, caseId)) })
  await settle(db, opened.caseId)
  return opened
}

/** What `match.known` would say of a case if it were analysed again. */
export async function runAgain(team: TestTeam, caseId: string, fingerprints: Fingerprints) {
  const { matches, compared } = await findKnownMedia(team.worker, { caseId, fingerprints })
  const [first] = checkKnown(matches, compared)
  if (!first) throw new Error('the check said nothing')
  return first
}
