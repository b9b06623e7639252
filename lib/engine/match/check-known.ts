import { type CardFile, cardLlr } from '../card'
import frameCard from '../cards/match.known.frames.json'
import pictureCard from '../cards/match.known.json'
import type { Finding } from '../check'
import { quoteCard } from '../evidence-card'
import { notCounted } from '../not-counted'
import type { Compared, KnownAs, KnownMatch } from './known-match'

const cards: Record<'picture' | 'frames', CardFile> = { picture: pictureCard, frames: frameCard }

/** The same bytes have the same hash, so they weigh no less than pictures that are only alike. */
const cardOf = ({ how }: KnownMatch) => cards[how === 'frames' ? 'frames' : 'picture']

/** Whether it rests on the pictures of an animation, on either side: none was counted, so none weighs. */
const isAnimated = ({ how, pages, ofAnimation }: KnownMatch) =>
  how !== 'file' && (pages !== undefined || ofAnimation === true)

/** The most matches that are told of; the nearest. */
export const mostMatches = 5

/** Less than this share of either video says that a scene is shared, not that it is the same video: a fake may be cut from it. */
export const leastShare = 0.5

/**
 * The check `match.known`: what known media the media at hand matches, one finding each, those that decide first. Pure: what
 * matches was looked up by the caller.
 */
export function checkKnown(matches: KnownMatch[], compared: Compared): Finding[] {
  if (matches.length === 0) return [nothing(compared)]
  const shown = matches.toSorted((a, b) => rank(a) - rank(b)).slice(0, mostMatches)
  // Known copies of one another say no more than one of them.
  const counted = new Set<string>()
  return shown.map((match) => {
    const points = decides(match) ? pointsOf[match.as] : 'context'
    const first = points !== 'context' && !counted.has(points)
    counted.add(points)
    const llr = cardLlr(cardOf(match))
    return {
      points,
      status: 'hit',
      llr: !first ? 0 : points === 'authentic' ? -llr : llr,
      strong: points !== 'context',
      explain: `It matches ${match.name}, ${match.decided}: ${inWords(match)}.`,
      ...limits(match),
      facts: factsOf(match),
    }
  })
}

/** Whether a match may say what the media at hand is. */
function decides(match: KnownMatch): boolean {
  switch (match.as) {
    case 'noted':
      return false
    case 'authentic':
      // A small part that was changed leaves the perceptual hash as it was.
      return match.how === 'file'
    case 'fake':
    case 'synthetic':
    case 'manipulated':
      return (
        match.how === 'file' ||
        (match.how !== 'sound' && !isAnimated(match) && Math.min(match.share, match.theirShare ?? 1) >= leastShare)
      )
    default:
      return match.as satisfies never
  }
}

const pointsOf: Record<KnownAs, Finding['points']> = {
  synthetic: 'synthetic',
  fake: 'synthetic',
  manipulated: 'manipulated',
  authentic: 'authentic',
  noted: 'context',
}

/** Deciding ones first, then the same bytes, then the nearest. */
function rank(match: KnownMatch): number {
  return (decides(match) ? 0 : 1000) + (match.how === 'file' ? 0 : 100) + (match.distance ?? 50) - match.share
}

function nothing({ known, blank }: Compared): Finding {
  const compared = known && !blank
  const why = known
    ? 'There is too little in it to be known again.'
    : 'There is nothing to compare with yet: no decided case of this team, and no entry of a list.'
  return {
    points: 'context',
    status: compared ? 'clear' : 'not_applicable',
    llr: 0,
    strong: false,
    explain: compared ? 'It matches none of the media that is known here.' : why,
    doesNotShow: `That nothing is known of it says nothing about the media, either way.${compared ? ` ${cards.picture.says}` : ''}`,
    ...(compared && { card: quoteCard(cards.picture) }),
    facts: {},
  }
}

function inWords({ how, distance, turned, seconds, pages, theirSecond, share, theirShare, sound }: KnownMatch): string {
  if (how === 'file') return 'the same file, byte for byte'
  if (sound) {
    const { overlapSeconds, similarity, from, theirFrom } = sound
    return `the same sound over ${overlapSeconds.toFixed(0)} seconds (${Math.round(similarity * 100)} % alike), here from ${from.toFixed(0)} s, there from ${theirFrom.toFixed(0)} s`
  }
  const near = `${distance} of 256 bits of its perceptual hash differ${turned ? `, ${turned}` : ''}`
  if (how === 'picture') return pages ? `${listPages(pages, share)}; where nearest, ${near}` : near
  const ours = pages
    ? listPages(pages, share)
    : seconds.length > 0
      ? `${Math.round(share * 100)} % of its scenes, at ${listSeconds(seconds)}`
      : 'the picture'
  const part = theirShare === undefined ? '' : `, ${Math.round(theirShare * 100)} % of those there`
  const theirs = theirSecond === null ? '' : ` (there at ${theirSecond.toFixed(0)} s${part})`
  return `${ours}${theirs}; where nearest, ${near}`
}

function listPages(pages: number[], share: number): string {
  const which = `${pages.length === 1 ? 'picture' : 'pictures'} ${pages.join(', ')} of the animation`
  return `${which}, ${Math.round(share * 100)} % of those looked at that differ`
}

function listSeconds(seconds: number[]): string {
  const shown = seconds.slice(0, 8).map((second) => `${second.toFixed(0)} s`)
  return `${shown.join(', ')}${seconds.length > shown.length ? ` and ${seconds.length - shown.length} more` : ''}`
}

function limits(match: KnownMatch): Pick<Finding, 'doesNotShow' | 'card'> {
  const { how, as } = match
  const uncounted = (doesNotShow: string) => ({ doesNotShow })
  const howMade =
    as === 'fake' ? ' It may have been edited rather than made by a machine: the list does not say which.' : ''
  if (how === 'file')
    return uncounted(
      `The decision on the other file may be wrong, which has not been counted; a person can refute the match.${howMade}`,
    )
  if (how === 'sound')
    return uncounted(
      `The same sound can lie under another picture, and part of it can be new. It does not weigh. ${notCounted}`,
    )
  if (isAnimated(match))
    return uncounted(`It shows that pictures of an animation are alike, not why. It does not weigh. ${notCounted}`)
  if (as === 'authentic')
    return uncounted(
      `A perceptual hash does not see small changes: part of it may have been altered since. ${notCounted}`,
    )
  const origin = as === 'synthetic' ? '' : ' The untouched original of an edited picture matches as well.'
  const card = cardOf(match)
  return {
    doesNotShow: `${card.says} It shows that the pictures are alike, not why.${howMade}${origin}`,
    card: quoteCard(card),
  }
}

function factsOf(match: KnownMatch): Finding['facts'] {
  const { known, id, caseNumber, name, as, how, distance, turned, seconds, pages, share, sound } = match
  return {
    known,
    knownId: id,
    ...(caseNumber === null ? { name } : { caseNumber }),
    as,
    how,
    ...(distance !== null && { distance }),
    ...(turned !== null && { turned }),
    ...(seconds.length > 0 && { seconds: listSeconds(seconds), share: Math.round(share * 100) / 100 }),
    ...(pages && { page: pages.join(', '), share: Math.round(share * 100) / 100 }),
    ...(sound && {
      similarity: Math.round(sound.similarity * 100) / 100,
      overlapSeconds: Math.round(sound.overlapSeconds),
      fromSecond: Math.round(sound.from),
      theirSecond: Math.round(sound.theirFrom),
    }),
  }
}
