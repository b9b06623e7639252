import type { AuditEventType, Finding } from '@/lib/audit/events'
import { articleOf } from './article-17'
import { decisionStanding } from './decision-standing'
import type { OpenedEntry } from './opened-entry'
import { pseudonymOf } from './pseudonym'
import { contentOf, decisionOf, detectionOf, factsOf, type Say } from './statement-facts'
import { gapsOf } from './statement-gaps'
import { Statement, type StatementField, statementFields } from './statement-schema'

/** The events that a statement rests on. */
export const statementEvents = [
  'case.opened',
  'case.media_fetched',
  'detection.completed',
  'case.decided',
  'case.decision_undone',
  'review.asked',
  'review.answered',
  'review.withdrawn',
] as const satisfies readonly AuditEventType[]

const note =
  'Statements are owed where content is restricted (Regulation (EU) 2022/2065, Article 17). Docket records what people ' +
  'found; the restriction itself is imposed elsewhere. Check that the facts name no person before you send them.'

/** Nothing filled in, in the database's order. */
const blank = Object.fromEntries(statementFields.map((field) => [field, null])) as Record<StatementField, unknown>

/**
 * The statement of reasons for one decision, from the case's entries (`statementEvents`, oldest first) and nothing else.
 * Throws when there is no such decision among them.
 */
export function deriveStatement(teamId: string, entries: readonly OpenedEntry[], decisionId: string): Statement {
  const opened = entries.find(({ type }) => type === 'case.opened')
  const at = entries.findIndex((one) => one.type === 'case.decided' && one.facts.decisionId === decisionId)
  const decided = entries[at]
  if (!opened || !decided) throw new Error('a statement needs the entries of its case, from its opening on')
  // An analysis that ended in the instant of the decision ended after it: entries are in their own order.
  const analyses = entries.slice(0, at).filter(({ type }) => type === 'detection.completed')
  const { stands, takenBackAt, replacedBy, awaitsSecondLook } = decisionStanding(entries, at)
  const derived: Statement['derived'] = []
  const say: Say = (field, says, from, value) => {
    derived.push({ field, says, events: from.map(({ uid }) => uid) })
    return value
  }
  const finding = decided.facts.finding as Finding
  const statement = {
    ...blank,
    decision_facts: factsOf(decided, finding, say),
    content_type: contentOf(entries, decided, finding, say),
    application_date: say(
      'application_date',
      'The day of the decision (UTC). Change it where the restriction began on another day.',
      [decided],
      decided.at.toISOString().slice(0, 10),
    ),
    automated_detection: detectionOf(opened, analyses, say),
    automated_decision: decisionOf(decided, analyses, say),
    puid: say('puid', 'The decision’s own id, which is never given to another.', [decided], `docket-${decisionId}`),
  }
  const toComplete = gapsOf(statement)
  return Statement.parse({
    format: 'docket-statement',
    v: 1,
    statement,
    derived,
    to_complete: toComplete,
    article_17: articleOf(toComplete),
    docket: {
      team: teamId,
      case: decided.facts.caseId,
      case_number: opened.facts.number,
      decision: decisionId,
      decided_at: decided.at.toISOString(),
      decided_by: pseudonymOf(teamId, { kind: decided.actorKind, id: decided.actorId }),
      finding,
      stands,
      taken_back_at: takenBackAt?.toISOString() ?? null,
      replaced_by: replacedBy,
      awaits_second_look: awaitsSecondLook,
      handed_in: {
        source: opened.facts.source,
        by: pseudonymOf(teamId, { kind: opened.actorKind, id: opened.actorId }),
        at: opened.at.toISOString(),
      },
      analyses: analyses.map((one) => ({
        detection: one.facts.detectionId,
        completed_at: one.at.toISOString(),
        label: one.facts.label,
        score: one.facts.score,
      })),
      note,
    },
  })
}
