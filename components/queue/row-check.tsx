'use client'

import type { ShownRow } from './shown-row'

interface RowCheckProps {
  row: ShownRow
  chosen: boolean
  choose(range: boolean): void
}

/** The box that chooses a case; with Shift everything from the one chosen before. Over the link of the row. */
export function RowCheck({ row, chosen, choose }: RowCheckProps) {
  return (
    <span className="relative z-10 grid size-6 place-items-center">
      {/* The browser's own: of thirty rows, none has to be put together from several elements. */}
      <input
        type="checkbox"
        checked={chosen}
        aria-label={`Choose case ${row.number}`}
        // A press of Space or a click: both say whether Shift was held.
        onChange={({ nativeEvent }) => choose('shiftKey' in nativeEvent && nativeEvent.shiftKey === true)}
        // Shift and a click would mark the words in between.
        onMouseDown={(event) => event.shiftKey && event.preventDefault()}
        className="checkbox"
      />
    </span>
  )
}
