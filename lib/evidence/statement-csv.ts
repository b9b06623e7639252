import { csvLine } from './csv-line'
import { type Statement, statementFields } from './statement-schema'

/** How a CSV file of statements begins: the mark by which spreadsheets know UTF-8, Docket's columns, the DSA database's. */
export function statementHeader(): string {
  return `\uFEFF${csvLine([...docketColumns, ...statementFields])}`
}

const docketColumns = [
  'docket_case_number',
  'docket_decided_at',
  'docket_decided_by',
  'docket_finding',
  'docket_stands',
  'docket_taken_back_at',
  'docket_replaced_by',
  'docket_awaits_second_look',
  'docket_handed_in_source',
  'docket_analyses',
  'docket_to_complete',
  'docket_article_17_open',
] as const

/**
 * A statement's line; `docket_to_complete` names what the platform has to fill in before it can be sent,
 * `docket_article_17_open` the points of Article 17(3) that it still has to answer.
 */
export function statementLine({ statement, docket, to_complete, article_17 }: Statement): string {
  return csvLine([
    docket.case_number,
    docket.decided_at,
    docket.decided_by,
    docket.finding,
    docket.stands,
    docket.taken_back_at,
    docket.replaced_by,
    docket.awaits_second_look,
    docket.handed_in.source,
    docket.analyses.length,
    to_complete.filter(({ required }) => required !== 'if it applies').map(({ field }) => field),
    article_17.filter(({ open }) => open).map(({ point }) => point),
    ...statementFields.map((field) => statement[field]),
  ])
}
