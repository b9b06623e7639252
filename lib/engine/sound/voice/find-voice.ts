import { type CardFile, cardLlr } from '../../card'
import cardFile from '../../cards/sound.voice.json'
import type { Finding } from '../../check'
import { quoteCard } from '../../evidence-card'
import { notApplicable } from '../../run-check'
import { nameFamily, voiceLogOdds, voiceThreshold } from './classify'
import { stretchSeconds, type VoiceHeard } from './collect-voice'

const card: CardFile = cardFile

/** Fewer stretches than this, together ten seconds, are too little speech to go by. */
export const fewestStretches = 2
/**
 * Whether a recording sounds like a classic speech synthesiser, as evidence for `sound.voice`. Its weight is what its card
 * counted; where no card allows it, it moves nothing.
 */
export function findVoice({ stretches, speechSeconds }: Pick<VoiceHeard, 'stretches' | 'speechSeconds'>): Finding[] {
  if (stretches.length < fewestStretches) {
    const said =
      speechSeconds > 0
        ? `Only ${speechSeconds.toFixed(0)} seconds of speech were heard; it takes ${fewestStretches * stretchSeconds} to judge a voice.`
        : 'No speech was heard in this recording.'
    return [{ ...notApplicable(said), facts: { speechSeconds } }]
  }
  const features = stretches.map((stretch) => stretch.features)
  const odds = voiceLogOdds(features)
  const hit = odds >= voiceThreshold
  const named = hit ? nameFamily(features) : null
  const facts = {
    speechSeconds,
    stretches: stretches.length,
    logOdds: round(odds),
    threshold: round(voiceThreshold),
    ...(hit && { voiceFamily: named }),
  }
  const doesNotShow =
    `${card.says} Neural voices, as most are today, are not recognised, and neither are voices put together from long recordings; ` +
    'a recording of which only a part is synthetic may be missed.'
  const errs = { doesNotShow, card: quoteCard(card) }
  if (!hit) {
    return [
      {
        ...{ points: 'context', status: 'clear', llr: 0, strong: false, ...errs, facts },
        explain: 'The speech does not sound like a classic (robotic) speech synthesiser.',
      },
    ]
  }
  const llr = cardLlr(card)
  return [
    {
      ...{ points: 'synthetic', status: 'hit', llr, strong: llr > 0, ...errs, facts },
      explain:
        'The speech sounds like a classic (robotic) speech synthesiser: pitch, tone and loudness move more evenly than a ' +
        `voice does.${named ? ` It is most like ${named}.` : ''}${llr > 0 ? '' : ' This is a hint and counts for nothing: of one group of real recordings it took more than 2 % for synthetic.'}`,
    },
  ]
}

const round = (value: number) => Math.round(value * 100) / 100
