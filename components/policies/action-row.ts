import type { PolicyRules } from '@/lib/policies/policy-rules'

/** An action as it is being entered. */
export interface ActionRow {
  /** Of the row on the page, not of the action. */
  key: number
  label: string
  /** Null: made from the label. */
  code: string | null
}

/** The rows for a version's actions. Their codes stand: decisions name them. */
export function rowsOf(actions: PolicyRules['actions']): ActionRow[] {
  return actions.map(({ code, label }, key) => ({ key, label, code }))
}

/** The actions that were entered; rows without a label are none. */
export function actionsOf(rows: ActionRow[]): PolicyRules['actions'] {
  return rows.flatMap(({ label, code }) =>
    label.trim() === '' ? [] : [{ label: label.trim(), code: code?.trim() || codeFrom(label) }],
  )
}

/** A code made from a label: lower-case letters, digits and underscores, beginning with a letter. */
export function codeFrom(label: string): string {
  const plain = label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_\d]+|_+$/g, '')
  return plain.slice(0, 40).replace(/_+$/, '') || 'action'
}
