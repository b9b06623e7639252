import type { CaseDetection } from '@/lib/cases/read-case'
import { feedbackSays } from './feedback-words'

/** What those who handed the media in said of the verdict, over the API. */
export function VerdictFeedback({ feedback }: { feedback: CaseDetection['feedback'] }) {
  if (feedback.length === 0) return null
  return (
    <div className="grid gap-1.5 text-sm">
      <h3 className="font-medium">Feedback over the API</h3>
      <ul className="grid gap-1">
        {feedback.map(({ id, type, comment, keyName }) => (
          <li key={id} className="break-words">
            <span className="text-muted-foreground">{keyName ?? 'A key'}: </span>
            {feedbackSays[type]}
            {comment !== null && <span className="whitespace-pre-line"> “{comment}”</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}
