import type { DocketPart } from './item-detection'
import type { DetectionRecord } from './response'

/**
 * The family of speech synthesisers a voice was recognised as, where source tracing was asked for and the check fired. Beside
 * `audio_source_tracing`, which the contract keeps for sound judged fake: by the voice alone none is, while it only advises.
 */
export function voiceFamily({ parameters, evidence }: DetectionRecord): Pick<DocketPart, 'voice_family'> {
  const voice = evidence.find(({ check, status }) => check === 'sound.voice' && status === 'hit')
  if (!parameters.audioSourceTracing || !voice) return {}
  const { voiceFamily: named } = voice.facts
  return { voice_family: { label: typeof named === 'string' ? named : null, says: voice.explain } }
}
