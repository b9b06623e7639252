'use client'

import { useEffect, useRef, useState } from 'react'
import { unreachable } from '@/components/case/case-actions'
import type { PolicyOfCases } from '@/lib/policies/policies-of-cases'
import type { BulkActions } from './bulk-actions'

/**
 * Reads at once what the chosen cases are judged by. `read` waits for it, and asks again where it could not be read; null: it
 * could not, and `refusal` says why.
 */
export function usePolicies(chosen: { id: string }[], policies: BulkActions['policies']) {
  const [groups, setGroups] = useState<PolicyOfCases[] | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const reading = useRef<Promise<PolicyOfCases[] | null> | null>(null)
  const ids = chosen.map(({ id }) => id).join()

  const ask = async () => {
    const result = await policies({ caseIds: ids.split(',') }).catch(() => unreachable)
    setGroups(result.ok ? result.data : null)
    setRefusal(result.ok ? null : result.message)
    return result.ok ? result.data : null
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for these cases
  useEffect(() => {
    reading.current = ask()
  }, [ids])

  const read = async () => {
    const known = await reading.current
    if (known) return known
    reading.current = ask()
    return reading.current
  }
  return { groups, refusal, read }
}
