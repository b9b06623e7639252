'use client'

import { useState } from 'react'
import { mergeDraft } from './merge-draft'

/**
 * What is entered in a form over what is kept. What somebody else keeps meanwhile takes nothing away that was entered here.
 * `meaning`: see `mergeDraft`; one's own save, as it comes back, is nobody else's.
 */
export function useDraft<T extends Record<string, unknown>>(
  saved: T,
  meaning?: (typed: T) => Record<keyof T, unknown>,
) {
  const [base, setBase] = useState(saved)
  const [draft, setDraft] = useState(saved)
  const [clashes, setClashes] = useState<(keyof T)[]>([])
  if (JSON.stringify(base) !== JSON.stringify(saved)) {
    const merged = mergeDraft({ base, draft, saved, ...(meaning && { meaning }) })
    setBase(saved)
    setDraft(merged.draft)
    setClashes(merged.clashes)
  }
  const change = (to: Partial<T>) => setDraft((before) => ({ ...before, ...to }))
  return { draft, change, clashes }
}
