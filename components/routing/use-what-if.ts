'use client'

import { useEffect, useRef, useState } from 'react'
import type { ActionResult } from '@/lib/http/server-action'
import type { WhatIf } from '@/lib/queues/what-if'
import type { RuleDraft } from './rule-draft'

export type AskWhatIf = (input: {
  rules: Omit<RuleDraft, 'key' | 'id'>[]
  days: number
}) => Promise<ActionResult<WhatIf>>

export interface Answered {
  /** The rules that were asked about, by their rows. */
  keys: string[]
  days: number
  effects: WhatIf
}

/** Milliseconds without a change before it is asked. */
const pause = 400

/** What these rules would do, asked anew a moment after each change; the last answer stays until the next comes. */
export function useWhatIf(ask: AskWhatIf, rules: RuleDraft[], days: number) {
  const [answer, setAnswer] = useState<Answered | null>(null)
  const [message, setMessage] = useState<string | null>(null)
  const [pending, setPending] = useState(true)
  const latest = useRef(0)
  // The page brings another function with the same work each time it is refreshed: no reason to ask again.
  const asking = useRef(ask)
  useEffect(() => {
    asking.current = ask
  }, [ask])
  useEffect(() => {
    latest.current += 1
    const mine = latest.current
    setPending(true)
    const timer = setTimeout(async () => {
      const plain = rules.map(({ queueId, conditions, enabled }) => ({ queueId, conditions, enabled }))
      const result = await asking.current({ rules: plain, days }).catch(() => null)
      // Rules that have changed since are asked about by a later one.
      if (mine !== latest.current) return
      setPending(false)
      setMessage(
        result?.ok ? null : (result?.message ?? 'Docket could not be reached, so nothing could be worked out.'),
      )
      if (result?.ok) setAnswer({ keys: rules.map(({ key }) => key), days, effects: result.data })
    }, pause)
    return () => clearTimeout(timer)
  }, [rules, days])
  return { answer, message, pending }
}
