import type { CaseDetection, TimelineEntry } from '@/lib/cases/read-case'
import type { EventSentence } from './event-sentence'
import { judgeName } from './opinion-words'

/** Who judged in each run of a case; nothing where it was the built-in engine every time. */
export function judgesOf(runs: CaseDetection[]): Record<string, string> {
  if (runs.every(({ detector }) => detector === 'builtin')) return {}
  return Object.fromEntries(runs.map((run) => [run.id, judgeName(run)]))
}

/** An event of a run with the name of who judged in it, where that has to be told apart. */
export function withJudge(
  sentence: EventSentence,
  { type, facts }: Pick<TimelineEntry, 'type' | 'facts'>,
  judges: Record<string, string>,
): EventSentence {
  if (!type.startsWith('detection.') || type === 'detection.started') return sentence
  const id = String(facts.detectionId)
  const judge = Object.hasOwn(judges, id) ? judges[id] : undefined
  return judge ? { ...sentence, detail: [`${judge}.`, sentence.detail].filter(Boolean).join(' ') } : sentence
}
