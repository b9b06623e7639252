'use client'

import { useEffect, useState } from 'react'

/**
 * The rows as they were when the reader's pointer or focus came to the list, or they chose one; null while there is none
 * of it. `busy`: there is another reason to hold them.
 */
export function useHold<Row>(rows: Row[], busy: boolean) {
  const [anchor, hold] = useState<Row[] | null>(null)
  const [hovered, hover] = useState(false)
  const [focused, focus] = useState(false)
  const engaged = hovered || focused || busy
  // Only coming and going counts; what the rows become in between is what must not move them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => hold(engaged ? rows : null), [engaged])
  return { anchor, hold, hover, focus }
}
