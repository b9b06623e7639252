import type { MediaType } from '../analysis'
import type { Finding } from '../check'
import type { Evidence } from '../evidence'
import type { ModelDefinition } from './models-file'

/** What a model found, of a video with the track it judges as a fact. */
export function atTrack(mediaType: MediaType, { input }: Pick<ModelDefinition, 'input'>, finding: Finding): Finding {
  if (mediaType !== 'video') return finding
  return { ...finding, facts: { ...finding.facts, track: input.kind === 'audio' ? 'sound' : 'picture' } }
}

/** Whether it is of a model that judged the sound of a video; evidence from before there were such says no track. */
export function isOfSound({ check, facts }: Pick<Evidence, 'check' | 'facts'>): boolean {
  return check === 'model.content' && facts.track === 'sound'
}
