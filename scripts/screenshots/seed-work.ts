import { setTimeout as pause } from 'node:timers/promises'
import type { Actor } from '@/lib/access/actor'
import type { Finding } from '@/lib/audit/events'
import { saveView } from '@/lib/audit/save-view'
import { claimCase } from '@/lib/cases/claim-case'
import { decideCase } from '@/lib/cases/decide-case'
import { escalateCase } from '@/lib/cases/escalate-case'
import type { OpenedCase } from '@/lib/cases/open-case'
import { returnCase } from '@/lib/cases/return-case'
import { skipCase } from '@/lib/cases/skip-case'
import { setDesk } from '@/lib/desk/set-desk'
import { askQuestion } from '@/lib/detect/ask-question'
import { requestIntelligence } from '@/lib/detect/request-intelligence'
import { pinExhibit } from '@/lib/exhibits/pin-exhibit'
import { writeNote } from '@/lib/notes/write-note'
import { policiesOfCases } from '@/lib/policies/policies-of-cases'
import { requestErasure } from '@/lib/retention/request-erasure'
import { setHold } from '@/lib/retention/set-hold'
import { appealCase } from '@/lib/reviews/appeal-case'
import type { Desk } from './make-people'
import type { Person } from './people'
import { handIn, putBack, untilAnalysed, untilPurged } from './seed-cases'
import { pictures } from './seed-pictures'
import { deskSettings } from './seed-rules'

/** The cases of the pictures, by what they show. */
export type Shown = Record<
  | 'image'
  | 'sound'
  | 'video'
  | 'secondLook'
  | 'escalated'
  | 'zeroRetention'
  | 'purged'
  | 'failed'
  | 'decided'
  | 'judgeFirst'
  | 'appealed',
  OpenedCase
>

/** Today's cases, and what people have done with them so far. */
export async function seedWork(desk: Desk, apiKeyId: string, callbackUrls: [string, string]): Promise<Shown> {
  const key: Actor = { kind: 'api-key', teamId: desk.teamId, keyId: apiKeyId, scopes: ['read', 'submit'] }
  const image = await handIn(desk, { file: 'splice.jpg', title: 'boat-in-the-bay.jpg' })
  const sound = await handIn(desk, { file: 'speech.wav', title: 'voice-message.wav' })
  const video = await handIn(desk, { file: 'bay.mp4', title: 'bay-at-dusk.mp4', by: key, callbackUrl: callbackUrls[0] })
  const secondLook = await handIn(desk, { file: await pictures.generated(), title: 'travel-advert.jpg' })
  const escalated = await handIn(desk, { file: await pictures.press(), title: 'press-photo.jpg' })
  const returned = await handIn(desk, { file: await pictures.evening(), title: 'last-ferry.jpg' })
  const decided = await handIn(desk, {
    file: 'stable-diffusion.png',
    title: 'lake-view.png',
    by: key,
    callbackUrl: callbackUrls[1],
  })
  const regatta = await pictures.regatta()
  const judgeFirst = await handIn(desk, { file: regatta, title: 'regatta.jpg', by: key })
  const appealed = await handIn(desk, { file: regatta, title: 'regatta-crowded.jpg', by: key })
  const tone = await handIn(desk, { file: 'tone.wav', title: 'hotline-recording.wav', by: desk.actor('noor') })
  const failed = await handIn(desk, { file: 'stable-diffusion.png', title: 'broken-download.png', bytes: 9000 })
  const purged = await handIn(desk, { file: await pictures.night(), title: 'witness-photo.jpg', zeroRetention: true })
  const zeroRetention = await handIn(desk, { file: 'speech.wav', title: 'witness-call.wav', zeroRetention: true })
  await untilAnalysed(desk)
  for (const [opened, hours] of [
    [image, 2],
    [sound, 5],
    [video, 9],
    [returned, 30],
    [escalated, 26],
    [judgeFirst, 1],
    [appealed, 3],
  ] as const) {
    await putBack(desk, opened, hours)
  }
  await workOn(desk, { image, video, escalated, returned, tone, judgeFirst })
  await decide(desk, 'mo', purged, 'authentic', 'The moonlight, the boat and the tide fit the night it was sent.')
  await decide(desk, 'mo', appealed, 'cheap_edit', 'Two of the boats were copied from elsewhere in the picture.')
  await appealCase(key, {
    caseId: appealed.caseId,
    reason: 'The photographer has sent the raw file: all four boats are in it.',
  })
  await untilPurged(desk, purged)
  // From here on decisions can be taken back, as the pictures show.
  await decide(desk, 'noor', tone, 'not_assessable', 'A single tone: nothing can be said about a voice.')
  await setDesk(desk.actor('ada'), deskSettings(600))
  await decide(desk, 'noor', secondLook, 'synthetic', 'Its Content Credentials say that it was generated.', {
    secondReview: true,
  })
  await decide(desk, 'mo', decided, 'synthetic', 'The file carries the settings of an image generator.', {
    action: 'label',
  })
  await pause(3000)
  return { image, sound, video, secondLook, escalated, zeroRetention, purged, failed, decided, judgeFirst, appealed }
}

type Worked = Record<'image' | 'video' | 'escalated' | 'returned' | 'tone' | 'judgeFirst', OpenedCase>

async function workOn(desk: Desk, { image, video, escalated, returned, tone, judgeFirst }: Worked): Promise<void> {
  const [ada, max, mo, noor] = [desk.actor('ada'), desk.actor('max'), desk.actor('mo'), desk.actor('noor')]
  await claimCase(mo, { caseId: image.caseId })
  const region = { left: 0.39, top: 0.5, width: 0.22, height: 0.24 }
  await pinExhibit(mo, {
    caseId: image.caseId,
    detectionId: image.detectionId,
    track: 'picture',
    region,
    note: 'The boat has been saved at another quality than the water around it.',
  })
  await writeNote(mo, {
    caseId: image.caseId,
    body: 'The harbour office says no ferry ran that day. @Noor Haddad, have you seen the original?',
    mentions: [noor.memberId],
  })
  await writeNote(noor, { caseId: image.caseId, body: 'Yes: it was posted on Monday, without the boat.' })
  await askQuestion(mo, { uuid: image.detectionId, query: 'Was the picture edited?' })
  await requestIntelligence(mo, { detectionId: image.detectionId })
  await pinExhibit(noor, {
    caseId: video.caseId,
    detectionId: video.detectionId,
    track: 'picture',
    startSeconds: 1,
    endSeconds: 2.5,
    note: 'The waves repeat.',
  })
  await claimCase(noor, { caseId: judgeFirst.caseId })
  await skipCase(mo, { caseId: video.caseId, reason: 'language' })
  await writeNote(noor, {
    caseId: escalated.caseId,
    body: '@Mo Farrow, the agency wants an answer by noon.',
    mentions: [mo.memberId],
  })
  await escalateCase(noor, { caseId: escalated.caseId, reason: 'The agency that took it asks us to wait.' })
  await escalateCase(mo, { caseId: returned.caseId, reason: 'May we ask the photographer?' })
  await returnCase(max, {
    caseId: returned.caseId,
    to: mo.memberId,
    reason: 'Yes. She has sent the raw file; it matches.',
  })
  await setHold(max, { caseId: escalated.caseId, reason: 'Asked for by the court in Lund.' })
  await requestErasure(max, { caseId: tone.caseId, reason: 'The caller withdrew her consent.' })
  await saveView(mo, { page: 'queue', name: 'Sound this week', query: 'state=open&type=audio', shared: 'team' })
  await saveView(ada, { page: 'audit', name: 'Decisions', query: 'type=case.decided', shared: 'me' })
}

async function decide(
  desk: Desk,
  person: Person,
  { caseId }: OpenedCase,
  finding: Finding,
  reason: string,
  more: { action?: string; secondReview?: boolean } = {},
): Promise<void> {
  const actor = desk.actor(person)
  const [{ policy } = { policy: null }] = await policiesOfCases(actor, { caseIds: [caseId] })
  const shown = policy && { policyId: policy.policyId, policyVersion: policy.version }
  await decideCase(actor, { caseId, finding, reason, confidence: 'high', ...shown, ...more })
}
