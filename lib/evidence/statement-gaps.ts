import type { Statement, StatementField } from './statement-schema'

type Gap = Omit<Statement['to_complete'][number], 'field'>

const oneRestriction = 'Docket records a finding and removes nothing itself: at least one restriction has to be named.'
const ifOther = 'Only where “other” was chosen above.'
const untilWhen = 'Leave it empty for a restriction without an end.'

/** Every field that Docket leaves open or may leave open, and why. */
const gaps: Partial<Record<StatementField, Gap>> = {
  decision_visibility: { required: 'one of several', says: oneRestriction },
  decision_visibility_other: { required: 'if it applies', says: ifOther },
  end_date_visibility_restriction: { required: 'if it applies', says: untilWhen },
  decision_monetary: { required: 'one of several', says: oneRestriction },
  decision_monetary_other: { required: 'if it applies', says: ifOther },
  end_date_monetary_restriction: { required: 'if it applies', says: untilWhen },
  decision_provision: { required: 'one of several', says: oneRestriction },
  end_date_service_restriction: { required: 'if it applies', says: untilWhen },
  decision_account: { required: 'one of several', says: oneRestriction },
  end_date_account_restriction: { required: 'if it applies', says: untilWhen },
  account_type: { required: 'if it applies', says: 'Docket does not know the account.' },
  decision_facts: {
    required: 'yes',
    says: 'The reason that was given has been erased, so the facts have to be written down anew.',
  },
  decision_ground: {
    required: 'yes',
    says: 'Whether the content is illegal or against your terms is no question of detection, and yours to answer.',
  },
  decision_ground_reference_url: { required: 'if it applies', says: 'The law or the terms, where they can be read.' },
  illegal_content_legal_ground: { required: 'if it applies', says: 'Where the ground is that it is illegal.' },
  illegal_content_explanation: { required: 'if it applies', says: 'Where the ground is that it is illegal.' },
  incompatible_content_ground: {
    required: 'if it applies',
    says: 'Where the ground is that it is against your terms.',
  },
  incompatible_content_explanation: {
    required: 'if it applies',
    says: 'Where the ground is that it is against your terms.',
  },
  incompatible_content_illegal: { required: 'if it applies', says: 'Where it is against your terms and illegal too.' },
  content_type: { required: 'yes', says: 'The media never arrived, so that its kind is not known.' },
  content_type_other: { required: 'if it applies', says: ifOther },
  category: { required: 'yes', says: 'A finding says how media was made, not which harm it does.' },
  category_addition: { required: 'if it applies', says: 'Further categories.' },
  category_specification: { required: 'if it applies', says: 'Keywords, such as the one for a deepfake.' },
  category_specification_other: { required: 'if it applies', says: ifOther },
  territorial_scope: { required: 'yes', says: 'The countries in which the restriction holds.' },
  content_language: {
    required: 'if it applies',
    says: 'Docket does not determine languages. One that was given at the hand-in stands on the case.',
  },
  content_date: {
    required: 'yes',
    says: 'When it was posted with you: Docket only knows when it was handed in for review.',
  },
  content_id: { required: 'if it applies', says: 'An identifier of the content, such as a product’s EAN-13.' },
  source_type: {
    required: 'yes',
    says: 'Whether a notice, a trusted flagger or nobody made you look is not recorded in Docket.',
  },
  source_identity: { required: 'if it applies', says: 'Who gave notice, only where that is strictly necessary.' },
  automated_detection: {
    required: 'yes',
    says: 'It was handed in by a program before any analysis, and only you know what made that program choose it.',
  },
}

/** What is left to fill in of these fields, in their order. */
export function gapsOf(fields: Record<StatementField, unknown>): Statement['to_complete'] {
  return (Object.keys(fields) as StatementField[]).flatMap((field) => {
    const gap = gaps[field]
    return fields[field] === null && gap ? [{ field, ...gap }] : []
  })
}
