import { z } from 'zod'
import weights from './weights.json'

const LinearModel = z.object({
  means: z.array(z.number()),
  deviations: z.array(z.number()),
  weights: z.array(z.number()),
  bias: z.number(),
})

/** The families of classic synthesisers that the weights were learnt from. */
export const voiceFamilies = ['espeak', 'flite', 'festival'] as const

/** What `scripts/train-voice.ts` writes. */
export const VoiceWeights = z.object({
  /** Log-odds that a stretch of five seconds is a classic synthetic voice. */
  stretch: LinearModel,
  /** The mean log-odds of a recording's stretches from which it is a hit. */
  threshold: z.number(),
  /** The same for a window of two seconds; `slope` and `offset` make its log-odds a calibrated probability. */
  window: LinearModel.extend({ slope: z.number(), offset: z.number() }),
  /** Log-odds that a synthetic stretch is eSpeak's, rather than of Festival or Flite, whose voices are too alike. */
  family: LinearModel,
})
export type VoiceWeights = z.infer<typeof VoiceWeights>

/** The weights that ship, made by `scripts/train-voice.ts` from Debian's packages (docs/attributions.md). */
export const voiceWeights: VoiceWeights = VoiceWeights.parse(weights)
