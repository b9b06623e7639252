import { z } from 'zod'

const Day = z.iso.date()
const Restriction = z.null()

/**
 * A statement of reasons as the DSA Transparency Database takes it (its API v2, in force since 1 July 2025:
 * transparency.dsa.ec.europa.eu/page/api-documentation), in that order, as far as Docket can know it. What only the platform
 * knows is null: which restriction it imposed, on which ground, where and until when.
 */
export const StatementFields = z.strictObject({
  decision_visibility: Restriction,
  decision_visibility_other: Restriction,
  end_date_visibility_restriction: Restriction,
  decision_monetary: Restriction,
  decision_monetary_other: Restriction,
  end_date_monetary_restriction: Restriction,
  decision_provision: Restriction,
  end_date_service_restriction: Restriction,
  decision_account: Restriction,
  end_date_account_restriction: Restriction,
  account_type: z.null(),
  decision_facts: z.string().min(1).max(5000).nullable(),
  decision_ground: z.null(),
  decision_ground_reference_url: z.null(),
  illegal_content_legal_ground: z.null(),
  illegal_content_explanation: z.null(),
  incompatible_content_ground: z.null(),
  incompatible_content_explanation: z.null(),
  incompatible_content_illegal: z.null(),
  content_type: z
    .array(z.enum(['CONTENT_TYPE_AUDIO', 'CONTENT_TYPE_IMAGE', 'CONTENT_TYPE_SYNTHETIC_MEDIA', 'CONTENT_TYPE_VIDEO']))
    .min(1)
    .nullable(),
  content_type_other: z.null(),
  category: z.null(),
  category_addition: z.null(),
  category_specification: z.null(),
  category_specification_other: z.null(),
  territorial_scope: z.null(),
  content_language: z.null(),
  content_date: z.null(),
  content_id: z.null(),
  application_date: Day.refine((day) => day >= '2020-01-01', 'not before 2020'),
  source_type: z.null(),
  source_identity: z.null(),
  automated_detection: z.enum(['Yes', 'No']).nullable(),
  // Never AUTOMATED_DECISION_FULLY: only a person can decide a case.
  automated_decision: z.enum(['AUTOMATED_DECISION_PARTIALLY', 'AUTOMATED_DECISION_NOT_AUTOMATED']),
  puid: z.string().regex(/^[A-Za-z0-9_-]{1,500}$/),
})
export type StatementFields = z.infer<typeof StatementFields>
export type StatementField = keyof StatementFields

/** Their names in the database's order: the columns of a CSV file. */
export const statementFields = Object.keys(StatementFields.shape) as StatementField[]

const FieldName = z.enum(statementFields)

/** A statement of reasons for one decision, with what each field rests on and what is missing. Instants are ISO 8601. */
export const Statement = z.strictObject({
  format: z.literal('docket-statement'),
  v: z.literal(1),
  statement: StatementFields,
  /** Where the fields that are filled in come from: entries of the trail, by their uid. */
  derived: z.array(z.strictObject({ field: FieldName, says: z.string(), events: z.array(z.uuid()).min(1) })),
  /** What the platform has to fill in; `required` as the database's API has it. */
  to_complete: z.array(
    z.strictObject({
      field: FieldName,
      says: z.string(),
      required: z.enum(['yes', 'one of several', 'if it applies']),
    }),
  ),
  /** The points of Article 17(3), which whoever is restricted has to be told; `open`: the platform still has to answer it. */
  article_17: z
    .array(
      z.strictObject({
        point: z.enum(['a', 'b', 'c', 'd', 'e', 'f']),
        asks: z.string(),
        fields: z.array(FieldName),
        open: z.boolean(),
      }),
    )
    .length(6),
  docket: z.strictObject({
    team: z.uuid(),
    case: z.uuid(),
    case_number: z.int().positive(),
    decision: z.uuid(),
    decided_at: z.iso.datetime(),
    decided_by: z.string(),
    finding: z.enum(['synthetic', 'manipulated', 'authentic', 'cheap_edit', 'inconclusive', 'not_assessable']),
    /** Whether it stands: one that was taken back, was replaced or awaits a second look is no ground for a statement. */
    stands: z.boolean(),
    taken_back_at: z.iso.datetime().nullable(),
    /** The decision that stands instead. */
    replaced_by: z.uuid().nullable(),
    /** Somebody else still has to look before it counts. */
    awaits_second_look: z.boolean(),
    handed_in: z.strictObject({ source: z.string(), by: z.string(), at: z.iso.datetime() }),
    /** Finished before the decision, and what each answered. */
    analyses: z.array(
      z.strictObject({ detection: z.uuid(), completed_at: z.iso.datetime(), label: z.string(), score: z.number() }),
    ),
    note: z.string(),
  }),
})
export type Statement = z.infer<typeof Statement>
