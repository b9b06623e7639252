import { createHash } from 'node:crypto'
import path from 'node:path'
import { expect, test } from 'vitest'
import { undoDecision } from '@/lib/cases/undo-decision'
import { withdrawCase } from '@/lib/cases/withdraw-case'
import { pdqVariants, turns } from '@/lib/engine/match/pdq'
import { analyseVideo } from '@/lib/engine/video/analyse-video'
import { mostTurnedScenes } from '@/lib/known/asked-hashes'
import { findKnownMedia } from '@/lib/known/find-known-media'
import { appealCase } from '@/lib/reviews/appeal-case'
import { useTestDatabase } from '../support/database'
import { decideAs, settle } from '../support/judging'
import {
  animation,
  another,
  bridge,
  bridgeAgain,
  bridgeMirrored,
  openDecided,
  openFingerprinted,
  picture,
  video,
} from '../support/known-media'
import { mediaFolder, useMedia } from '../support/media'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { openTestCase, storedFile } from '../support/rows'
import { transcode } from '../support/transcode'

const db = useTestDatabase()
const media = useMedia()

const known = ({ judged }: Awaited<ReturnType<typeof openFingerprinted>>) =>
  judged.evidence.filter(({ check }) => check === 'match.known')

test('a copy of a picture decided synthetic is fake, and says which case that was', async () => {
  const team = await makeTeam()
  const first = await openFingerprinted(team, picture(bridge))
  expect(known(first)).toMatchObject([{ status: 'not_applicable', llr: 0, strong: false }])
  expect(known(first)[0]?.explain).toContain('nothing to compare with yet')
  await openDecided(db, team, picture(bridge))
  const copy = await openFingerprinted(team, picture(bridgeAgain))
  expect(known(copy)).toMatchObject([
    { status: 'hit', points: 'synthetic', strong: true, facts: { known: 'case', caseNumber: 2, how: 'picture' } },
  ])
  expect(known(copy)[0]?.explain).toMatch(/^It matches case 2, which was decided to be “.+”: \d+ of 256 bits/)
  expect(copy.judged.verdict).toMatchObject({ label: 'Fake' })
  expect(copy.judged.verdict.summary).toContain('case 2')
  const mirrored = await openFingerprinted(team, picture(bridgeMirrored))
  expect(known(mirrored)[0]?.facts).toMatchObject({ turned: 'mirrored left to right' })
  for (const [variant, turned] of turns.entries()) {
    const copied = await openFingerprinted(team, picture(pdqVariants(bridge)[variant]!))
    expect(known(copied)[0]?.facts.turned).toBe(variant === 0 ? undefined : turned)
  }
  const unrelated = await openFingerprinted(team, picture(another))
  expect(known(unrelated)).toMatchObject([{ status: 'clear' }])
  expect(unrelated.judged.verdict).toMatchObject({ label: 'Neutral/Uncertain', score: 0.5 })
})

test('31 bits apart is the same picture, 32 are another; too plain a picture is not compared', async () => {
  const team = await makeTeam()
  await openDecided(db, team, picture(bridge))
  const apart = (bits: number) => {
    const value = BigInt(`0x${bridge}`) ^ ((1n << BigInt(bits)) - 1n)
    return value.toString(16).padStart(64, '0')
  }
  expect(known(await openFingerprinted(team, picture(apart(31))))).toMatchObject([{ facts: { distance: 31 } }])
  expect(known(await openFingerprinted(team, picture(apart(32))))).toMatchObject([{ status: 'clear' }])
  expect(known(await openFingerprinted(team, picture(bridge, 50)))).toMatchObject([{ status: 'hit' }])
  const plain = await openFingerprinted(team, picture(bridge, 49))
  expect(known(plain)).toMatchObject([{ status: 'not_applicable' }])
  expect(known(plain)[0]?.explain).toContain('too little in it')
})

test('a decision makes media known once it cannot be taken back, and as long as it stands', async () => {
  const team = await makeTeam()
  const first = await openFingerprinted(team, picture(bridge))
  const look = () => openFingerprinted(team, picture(bridgeAgain)).then((opened) => known(opened)[0])
  const { decisionId } = await decideAs(team.moderator, first.caseId, 'synthetic')
  expect(await look()).toMatchObject({ status: 'not_applicable' })
  await undoDecision(team.moderator, { caseId: first.caseId, decisionId })
  await settle(db, first.caseId)
  expect(await look()).toMatchObject({ status: 'not_applicable' })
  await decideAs(team.moderator, first.caseId, 'synthetic')
  await settle(db, first.caseId)
  expect(await look()).toMatchObject({ status: 'hit', points: 'synthetic' })
  await appealCase(team.manager, { caseId: first.caseId, reason: 'The sender says it is real.' })
  expect(await look()).toMatchObject({ status: 'hit', points: 'synthetic' })
  await decideAs(team.admin, first.caseId, 'authentic').catch(() => decideAs(team.manager, first.caseId, 'authentic'))
  await settle(db, first.caseId)
  // A perceptual hash does not see a small change, so it vouches for nothing.
  expect(await look()).toMatchObject({ status: 'hit', points: 'context', strong: false, llr: 0 })
})

test('the same bytes as media decided authentic are real', async () => {
  const team = await makeTeam()
  const sha256 = 'ab'.repeat(32)
  const same = (id: string) => ({ file: storedFile(team.teamId, { sha256, storeKey: id }) })
  const first = await openFingerprinted(team, picture(bridge), same('one'))
  await decideAs(team.moderator, first.caseId, 'authentic')
  await settle(db, first.caseId)
  const second = await openFingerprinted(team, picture(bridge), same('two'))
  expect(known(second)).toMatchObject([{ points: 'authentic', strong: true, facts: { how: 'file' } }])
  expect(second.judged.verdict.label).toBe('Real')
})

test('known copies of one another weigh once', async () => {
  const team = await makeTeam()
  await openDecided(db, team, picture(bridge))
  await openDecided(db, team, picture(bridgeAgain))
  const third = await openFingerprinted(team, picture(bridge))
  const weights = known(third).map(({ llr }) => llr)
  expect(weights).toHaveLength(2)
  expect(weights.filter((llr) => llr > 0)).toHaveLength(1)
})

test('a video is known by most of its scenes; one shared scene, or a still, decides nothing', async () => {
  const team = await makeTeam()
  const scenes = [bridge, another, '0f'.repeat(32), '3c'.repeat(32)]
  await openDecided(db, team, video(...scenes))
  const again = await openFingerprinted(team, video(bridgeAgain, another, '0f'.repeat(32), '55aa'.repeat(16)))
  expect(known(again)).toMatchObject([
    { strong: true, points: 'synthetic', facts: { how: 'frames', seconds: '0 s, 1 s, 2 s', share: 0.75 } },
  ])
  const shared = await openFingerprinted(team, video(bridge, '55aa'.repeat(16), 'c3a5'.repeat(16), '9669'.repeat(16)))
  expect(known(shared)).toMatchObject([{ strong: false, points: 'context', llr: 0, facts: { seconds: '0 s' } }])
  // All of it is there, but next to nothing of that is here: it may be the clip the fake was cut from.
  const clip = await openFingerprinted(team, video(bridge))
  expect(known(clip)).toMatchObject([{ strong: false, points: 'context', llr: 0, facts: { seconds: '0 s', share: 1 } }])
  expect(known(clip)[0]?.explain).toContain('(there at 0 s, 25 % of those there)')
  const still = await openFingerprinted(team, picture(bridge))
  expect(known(still)).toMatchObject([{ strong: false, points: 'context' }])
})

test('a video that was turned and encoded anew is known again', async () => {
  const team = await makeTeam()
  const analysed = async (file: string) =>
    (await analyseVideo(await media.request(file, 'video', { modality: 'video', endRegion: 3 }), () => {})).fingerprints
  await openDecided(db, team, await analysed('bay.mp4'))
  for (const [filter, turned] of [
    ['hflip', 'mirrored left to right'],
    ['transpose=clock', 'turned right'],
  ] as const) {
    const to = path.join(await media.newFolder(), 'turned.mp4')
    const copy = await transcode(path.join(mediaFolder, 'bay.mp4'), to, { encoder: 'libx264', filter })
    const found = known(await openFingerprinted(team, await analysed(copy)))
    expect(found).toMatchObject([{ status: 'hit', strong: true, facts: { how: 'frames', turned } }])
  }
})

test('a video that was cut a little is known again, either way round; one that was cut a lot is not', async () => {
  const [team, others] = [await makeTeam(), await makeTeam()]
  const analysed = async (file: string) =>
    (await analyseVideo(await media.request(file, 'video', { modality: 'video', endRegion: 3 }), () => {})).fingerprints
  const original = await analysed('bay.mp4')
  await openDecided(db, team, original)
  const cropped = await transcode(
    path.join(mediaFolder, 'bay.mp4'),
    path.join(await media.newFolder(), 'cropped.mp4'),
    {
      encoder: 'libx264',
      filter: 'crop=iw*0.92:ih*0.92',
    },
  )
  const croppedHashes = await analysed(cropped)
  expect(known(await openFingerprinted(team, croppedHashes))).toMatchObject([
    { status: 'hit', strong: true, facts: { how: 'frames', share: 1 } },
  ])
  await openDecided(db, others, croppedHashes)
  expect(known(await openFingerprinted(others, original))).toMatchObject([
    { status: 'hit', strong: true, facts: { how: 'frames', share: 1 } },
  ])
  // What defeats it: a cut that none of the hashes stands for.
  const to = path.join(await media.newFolder(), 'cut.mp4')
  const wanted = { encoder: 'libx264', filter: 'crop=iw*0.7:ih*0.7' }
  const cut = await transcode(path.join(mediaFolder, 'bay.mp4'), to, wanted)
  expect(known(await openFingerprinted(team, await analysed(cut)))).toMatchObject([{ status: 'clear' }])
})

test('a picture that was cut is known by what is left of the known one, and the other way round; two cut ones are not compared', async () => {
  const [team, others] = [await makeTeam(), await makeTeam()]
  const withCut = (pdq: string, cut: string) => ({
    ...picture(pdq),
    pictures: [...picture(pdq).pictures, { second: null, cut: 'side' as const, pdq: cut, quality: 100 }],
  })
  const [third, fourth] = ['0f'.repeat(32), '3c'.repeat(32)]
  await openDecided(db, team, withCut(bridge, another))
  expect(known(await openFingerprinted(team, picture(another)))).toMatchObject([
    { status: 'hit', strong: true, facts: { how: 'picture' } },
  ])
  expect(known(await openFingerprinted(team, withCut(third, bridgeMirrored)))).toMatchObject([
    { status: 'hit', strong: true, facts: { how: 'picture', turned: 'mirrored left to right' } },
  ])
  // What is left of the one looks like what is left of the other: neither is a copy of the other as copies are cut.
  expect(known(await openFingerprinted(team, withCut(third, another)))).toMatchObject([{ status: 'clear' }])
  await openDecided(db, others, picture(bridge))
  expect(known(await openFingerprinted(others, withCut(fourth, pdqVariants(bridge)[1]!)))).toMatchObject([
    { status: 'clear' },
  ])
})

test('scenes that are known cut count once, and a share is one of whole scenes', async () => {
  const team = await makeTeam()
  const cut = (second: number, pdq: string) => ({ second, cut: 'middle' as const, pdq, quality: 100 })
  const scenes = [bridge, another, '0f'.repeat(32), '3c'.repeat(32)]
  const cuts = ['55aa', 'c3a5', '9669'].map((word, second) => cut(second, word.repeat(16)))
  await openDecided(db, team, { ...video(...scenes), pictures: [...video(...scenes).pictures, ...cuts] })
  const copy = await openFingerprinted(team, video(...cuts.slice(0, 2).map(({ pdq }) => pdq)))
  expect(known(copy)).toMatchObject([{ status: 'hit', strong: true, facts: { how: 'frames', share: 1 } }])
  expect(known(copy)[0]?.explain).toContain('50 % of those there')
  const less = await openFingerprinted(team, video(cuts[0]!.pdq))
  expect(known(less)).toMatchObject([{ status: 'hit', strong: false, points: 'context' }])
})

test('of a longer video than thirty scenes only the mirrored copy is looked for, not the turned one', async () => {
  const scenes = Array.from({ length: mostTurnedScenes + 1 }, (_, n) =>
    createHash('sha256').update(`${n}`).digest('hex'),
  )
  const turnedBy = (variant: number, hashes: string[]) => video(...hashes.map((hash) => pdqVariants(hash)[variant]!))
  const [team, others] = [await makeTeam(), await makeTeam()]
  await openDecided(db, team, video(...scenes))
  expect(known(await openFingerprinted(team, turnedBy(5, scenes)))).toMatchObject([{ status: 'hit', strong: true }])
  expect(known(await openFingerprinted(team, turnedBy(1, scenes)))).toMatchObject([{ status: 'clear' }])
  await openDecided(db, others, video(...scenes.slice(1)))
  expect(mostTurnedScenes).toBe(30)
  expect(known(await openFingerprinted(others, turnedBy(1, scenes.slice(1))))).toMatchObject([
    { status: 'hit', strong: true },
  ])
})

test('an animation is known by its pictures, whichever they are, and said to be; it decides nothing, for none was counted', async () => {
  const shown = { status: 'hit', points: 'context', strong: false, llr: 0 }
  const team = await makeTeam()
  await openDecided(db, team, picture(bridge))
  const half = await openFingerprinted(team, animation(another, bridgeAgain))
  expect(known(half)).toMatchObject([{ ...shown, facts: { page: '2', share: 0.5 } }])
  expect(known(half)[0]?.explain).toContain('picture 2 of the animation, 50 % of those looked at that differ; where')
  expect(known(half)[0]?.doesNotShow).toContain('not been counted')
  const one = await openFingerprinted(team, animation(another, bridge, '0f'.repeat(32)))
  expect(known(one)).toMatchObject([{ ...shown, facts: { page: '2', share: 0.33 } }])
  // Pictures that hardly differ are one.
  const still = await openFingerprinted(team, animation(bridge, bridge, bridge))
  expect(known(still)).toMatchObject([{ ...shown, facts: { page: '1', share: 1 } }])
})

test('a known animation is known again, also as a video, and that decides nothing', async () => {
  const shown = { status: 'hit', points: 'context', strong: false, llr: 0 }
  const team = await makeTeam()
  await openDecided(db, team, animation(another, bridge, '0f'.repeat(32)))
  const again = await openFingerprinted(team, animation(another, bridgeAgain, '0f'.repeat(32)))
  expect(known(again)).toMatchObject([{ ...shown, facts: { page: '1, 2, 3', share: 1 } }])
  const asVideo = await openFingerprinted(team, video('33'.repeat(32), bridgeAgain, '0f'.repeat(32)))
  expect(known(asVideo)).toMatchObject([{ ...shown, facts: { how: 'frames', share: 0.67 } }])
  expect(known(asVideo)[0]).not.toHaveProperty('card')
  const still = await openFingerprinted(team, picture(bridge))
  expect(known(still)).toMatchObject([{ ...shown, facts: { how: 'frames' } }])
  // Its first picture too: before and after in one animation are not both the fake.
  const first = await openFingerprinted(team, picture(another))
  expect(known(first)).toMatchObject([{ ...shown, facts: { how: 'picture' } }])
  expect(known(first)[0]?.doesNotShow).toContain('not been counted')
  const nearestFirst = await openFingerprinted(team, video(another, '33'.repeat(32)))
  expect(known(nearestFirst)).toMatchObject([shown])
  expect(known(nearestFirst)[0]?.doesNotShow).toContain('not been counted')
})

test('an animation that begins with nothing to be known by is one all the same', async () => {
  const team = await makeTeam()
  const { pictures, ...rest } = animation(another, bridge, '0f'.repeat(32))
  const faded = pictures.map((one, at) => (at === 0 ? { ...one, quality: 0 } : one))
  await openDecided(db, team, { ...rest, pictures: faded })
  const asVideo = await openFingerprinted(team, video(bridgeAgain, '0f'.repeat(32)))
  expect(known(asVideo)).toMatchObject([{ status: 'hit', points: 'context', strong: false, llr: 0 }])
})

test('withdrawn cases, those that keep nothing, and other teams’ are never known', async () => {
  const team = await makeTeam()
  const first = await openDecided(db, team, picture(bridge))
  const theirs = await makeTeam()
  expect(known(await openFingerprinted(theirs, picture(bridge)))).toMatchObject([{ status: 'not_applicable' }])
  await withdrawCase(team.manager, { uuid: first.detectionId })
  expect(await db.owner`select 1 from media_fingerprints where case_id = ${first.caseId}`).toEqual([])
  expect(known(await openFingerprinted(team, picture(bridge)))).toMatchObject([{ status: 'not_applicable' }])
})

test('what must not be kept is compared, and neither kept nor named', async () => {
  const team = await makeTeam()
  await openDecided(db, team, picture(bridge))
  const { caseId } = await openTestCase(team.admin)
  await db.owner`update cases set zero_retention = true, retention = 'due' where id = ${caseId}`
  const { matches } = await findKnownMedia(team.worker, { caseId, fingerprints: picture(bridgeAgain) })
  expect(matches).toMatchObject([{ caseNumber: 1 }])
})

test('only the worker looks up, and only in its own team', async () => {
  const team = await makeTeam()
  const { caseId } = await openTestCase(team.admin)
  await expectRefusal(findKnownMedia(team.admin, { caseId, fingerprints: picture(bridge) }), 'forbidden')
})
