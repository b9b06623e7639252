import type { MediaType } from '@/lib/engine/analysis'
import type { FeedbackType } from './feedback'
import type { FeedbackItem } from './item-words'
import { rounded } from './response-metrics'

interface Judged {
  id: string
  label: string | null
  score: number | null
  mediaType: MediaType | null
}

interface Given {
  type: FeedbackType
  comment: string | null
  source: string
  createdAt: Date
  updatedAt: Date
}

/** Feedback as the contract's item. Here the verdict is one for sight and sound, so its score is the higher of both. */
export function feedbackItem({ id, label, score, mediaType }: Judged, given: Given): FeedbackItem {
  return {
    detect_uuid: id.replaceAll('-', ''),
    type: given.type,
    vote: given.type === 'correct' ? 'up' : 'down',
    verdict: verdictOf(label),
    score: score === null ? null : rounded(score),
    media_type: mediaType,
    comment: given.comment,
    credit: 0,
    source: given.source,
    created_at: given.createdAt.toISOString(),
    updated_at: given.updatedAt.toISOString(),
  }
}

function verdictOf(label: string | null): FeedbackItem['verdict'] {
  if (label === 'Fake' || label === 'Likely fake') return 'ai_generated'
  return label === 'Real' || label === 'Likely real' ? 'authentic' : null
}
