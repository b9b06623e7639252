'use client'

import { useEffect, useState } from 'react'
import { unreachable } from '@/components/case/case-actions'
import type { FoundCase } from '@/lib/cases/find-by-identifier'
import { parseIdentifier } from '@/lib/cases/identifier'
import type { ActionResult } from '@/lib/http/server-action'

export type FindCases = (input: { text: string }) => Promise<ActionResult<FoundCase[]>>

interface Answer {
  text: string
  result: ActionResult<FoundCase[]>
}

const pauseMs = 150

/** The cases a text stands for, asked for once the typing pauses; `null` while it is being looked for or is no identifier. */
export function useFoundCases(text: string, find: FindCases): { looking: boolean; result: Answer['result'] | null } {
  const [answer, setAnswer] = useState<Answer | null>(null)
  const asks = parseIdentifier(text) !== null
  useEffect(() => {
    if (!asks) return
    let stale = false
    const pause = setTimeout(async () => {
      const result = await find({ text }).catch(() => unreachable)
      if (!stale) setAnswer({ text, result })
    }, pauseMs)
    return () => {
      stale = true
      clearTimeout(pause)
    }
  }, [text, asks, find])
  const result = asks && answer?.text === text ? answer.result : null
  return { looking: asks && result === null, result }
}
