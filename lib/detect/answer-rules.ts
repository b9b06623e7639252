import { answerEditing, answerScore, answerVerdict } from './answers-judgement'
import { answerKnown } from './answers-known'
import { answerCoverage, answerFormat, answerFrames, answerSound } from './answers-media'
import { answerGenerator, answerMetadata, answerProvenance } from './answers-origin'
import { citeWithLimits } from './evidence-sentences'
import type { Examined } from './examined'
import { askable, parseQuestion, type Topic } from './question-topics'

const answers: Record<Topic, (examined: Examined, query: string) => string> = {
  verdict: answerVerdict,
  score: answerScore,
  editing: answerEditing,
  generator: answerGenerator,
  provenance: answerProvenance,
  known: answerKnown,
  metadata: answerMetadata,
  format: answerFormat,
  frames: answerFrames,
  sound: answerSound,
  coverage: answerCoverage,
}

/** An answer, or why there is none. */
export type RuledAnswer = { answer: string } | { refusal: string }

/**
 * Answers a question by rule from the evidence alone, a paragraph per topic it asks about; every sentence is the
 * evidence's own or says that the evidence does not tell. A question about nothing the evidence can tell is refused.
 * `quoting`: whether the answer may repeat parts of the question.
 */
export function answerByRule(query: string, examined: Examined, { quoting = true } = {}): RuledAnswer {
  const { topics, beyond } = parseQuestion(query)
  if (topics.length === 0) {
    return {
      refusal: `The evidence cannot answer this. Questions in English are answered about: ${askable}.`,
    }
  }
  const parts = told(
    topics.map((topic) => answers[topic](examined, query)),
    examined,
  )
  if (beyond.length > 0) {
    const rest = beyond.map((part) => `“${part.slice(0, 200)}”`).join(', ')
    parts.push(
      quoting
        ? `The evidence cannot answer this part of the question: ${rest}.`
        : 'The evidence cannot answer a part of the question.',
    )
  }
  return { answer: parts.join('\n\n') }
}

/** The paragraphs, without what an earlier one cited in full already. */
function told(paragraphs: string[], { evidence }: Examined): string[] {
  const whole = evidence.map(citeWithLimits)
  return paragraphs
    .map((paragraph, at) => {
      const earlier = paragraphs.slice(0, at).join(' ')
      const repeated = whole.filter((cited) => earlier.includes(cited))
      return repeated.reduce((left, cited) => left.replace(cited, '').replace(/ {2,}/g, ' '), paragraph).trim()
    })
    .filter(Boolean)
}
