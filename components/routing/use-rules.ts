'use client'

import { useState } from 'react'
import type { ListedRule } from '@/lib/queues/list-rules'
import { type RuleDraft, sameRules } from './rule-draft'

const drafts = (rules: ListedRule[]): RuleDraft[] => rules.map((rule) => ({ ...rule, key: rule.id }))

/**
 * The rules as they are being worked on, beside those in force. What somebody else saves meanwhile replaces them only where nothing
 * was changed here; else `overtaken` says so, and nothing typed is lost.
 */
export function useRules(inForce: ListedRule[]) {
  const [base, setBase] = useState(inForce)
  const [known, setKnown] = useState(inForce)
  const [rules, setRules] = useState(() => drafts(inForce))
  const changed = !sameRules(base, rules)
  const load = (from: ListedRule[]) => {
    setBase(from)
    setRules(drafts(from))
  }
  if (!sameRules(known, inForce)) {
    setKnown(inForce)
    if (!changed) load(inForce)
  }
  return {
    rules,
    setRules,
    changed,
    overtaken: changed && !sameRules(base, known),
    /** Ids of the rules that these were made from, in their order. */
    seen: base.map(({ id }) => id),
    /** Takes what is in force, and drops what was changed here. */
    reload: () => load(inForce),
    /** Takes note that these are in force now, under these ids. */
    kept: (ruleIds: string[]) =>
      load(
        rules.map(({ queueId, conditions, enabled, key }, at) => ({
          queueId,
          conditions,
          enabled,
          id: ruleIds[at] ?? key,
        })),
      ),
  }
}
