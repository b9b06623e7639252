import type { Transaction } from '@/lib/db/client'
import { readSecrets } from '@/lib/retention/case-secrets'
import { unredactRun } from '@/lib/retention/sealed-analysis'
import { answerByRule, type RuledAnswer } from './answer-rules'
import { collectRecords } from './collect-records'
import { examinedOf } from './examined'

/** What the rows keep in the place of a question whose words must not be kept. */
export const questionNotKept = 'What was asked was not kept.'

interface Asked {
  teamId: string
  caseId: string
  detectionId: string
  query: string
}

interface Ruling {
  /** From what the rows hold, without the question's own words where they must not be kept. */
  kept: RuledAnswer
  /** Under zero retention, from all that is known until the purge; null where that says no more. */
  sealed: string | null
}

/**
 * Answers a question by rule from its detection's evidence, never `quoting` it under zero retention; null where the detection
 * was deleted.
 */
export async function ruleAnswer(
  tx: Transaction,
  { teamId, caseId, detectionId, query }: Asked,
  { quoting = true } = {},
): Promise<Ruling | null> {
  const [record] = await collectRecords(tx, teamId, [detectionId])
  const examined = record ? examinedOf(record) : null
  if (!examined) return null
  if (!examined.zeroRetention) return { kept: answerByRule(query, examined, { quoting }), sealed: null }
  const kept = answerByRule(query, examined, { quoting: false })
  const secrets = await readSecrets(tx, { teamId, caseId })
  if (secrets.size === 0) return { kept, sealed: null }
  const known = secrets.has(`analysis:${detectionId}`)
  const { result, evidence } = unredactRun(secrets, detectionId, examined)
  const whole = answerByRule(query, { result: result ?? examined.result, evidence, zeroRetention: !known })
  return { kept, sealed: 'answer' in whole ? whole.answer : null }
}
