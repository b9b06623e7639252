import type { Statement, StatementField } from './statement-schema'

type Point = Omit<Statement['article_17'][number], 'open'> & { fields: StatementField[] }

/** What Article 17(3) of Regulation (EU) 2022/2065 asks that whoever is restricted is told, and which fields answer it. */
const points: Point[] = [
  {
    point: 'a',
    asks: 'Which restriction was imposed, where it holds and for how long.',
    fields: [
      'decision_visibility',
      'decision_monetary',
      'decision_provision',
      'decision_account',
      'territorial_scope',
      'end_date_visibility_restriction',
      'end_date_monetary_restriction',
      'end_date_service_restriction',
      'end_date_account_restriction',
    ],
  },
  {
    point: 'b',
    asks: 'The facts that were relied on, and whether a notice or the platform itself led to it.',
    fields: ['decision_facts', 'source_type', 'source_identity'],
  },
  {
    point: 'c',
    asks: 'Whether automated means were used, to pick the content out and to decide.',
    fields: ['automated_detection', 'automated_decision'],
  },
  {
    point: 'd',
    asks: 'Where it is held to be illegal: the legal ground, and why.',
    fields: ['decision_ground', 'illegal_content_legal_ground', 'illegal_content_explanation'],
  },
  {
    point: 'e',
    asks: 'Where it is held to be against the terms: the term, and why.',
    fields: ['decision_ground', 'incompatible_content_ground', 'incompatible_content_explanation'],
  },
  {
    point: 'f',
    asks: 'How it can be contested: the platform’s own complaints, out-of-court dispute settlement, the courts. The database has no field for it, so it has to be written into what is sent to the person.',
    fields: [],
  },
]

/** Each point, and whether the platform still has to answer it, given what is left to complete. */
export function articleOf(toComplete: Statement['to_complete']): Statement['article_17'] {
  const asked = new Set(toComplete.filter(({ required }) => required !== 'if it applies').map(({ field }) => field))
  return points.map((point) => ({
    ...point,
    open: point.fields.length === 0 || point.fields.some((field) => asked.has(field)),
  }))
}
