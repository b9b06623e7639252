import { banner } from './analysis'
import type { Evidence } from './evidence'

const withModels =
  'Finds declared, known or edited media, and points out robotic voices. Of how modern AI content looks or sounds it knows only ' +
  'what the models say that this server’s administrator brought.'

/** What stands wherever only the built-in engine judged; other words where a model answered, which does go by look or sound. */
export function bannerOf(evidence: readonly Pick<Evidence, 'check' | 'status'>[]): string {
  const answered = evidence.some(
    ({ check, status }) => check === 'model.content' && (status === 'hit' || status === 'clear'),
  )
  return answered ? withModels : banner
}
