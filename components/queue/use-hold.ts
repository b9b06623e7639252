'use client'

import { useEffect, useState } from 'react'

/**
 * The list as it was when the reader's pointer or focus came to it, or they chose a row; null while there is none of it.
 * `busy`: there is another reason to hold it.
 */
export function useHold<List>(list: List, busy: boolean) {
  const [anchor, hold] = useState<List | null>(null)
  const [hovered, hover] = useState(false)
  const [focused, focus] = useState(false)
  const engaged = hovered || focused || busy
  // Only coming and going counts; what the list becomes in between is what must not move its rows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => hold(engaged ? list : null), [engaged])
  return { anchor, hold, hover, focus }
}
