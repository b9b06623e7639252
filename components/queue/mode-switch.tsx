import { LayoutGrid, List, Play } from 'lucide-react'
import type { QueueFilter } from './queue-filter'
import { orderOf } from './queue-filter'
import { playHref, queueHref } from './queue-places'
import { SwitchLinks } from './switch-links'

/** List, grid, or one case after the other. */
export function ModeSwitch({ filter, playing = false }: { filter: QueueFilter; playing?: boolean }) {
  const inMode = (mode: 'list' | 'grid') => ({
    href: queueHref({ ...filter, mode }),
    current: !playing && filter.mode === mode,
  })
  return (
    <SwitchLinks
      label="How to work"
      choices={[
        { name: 'List', icon: List, ...inMode('list') },
        { name: 'Grid', icon: LayoutGrid, ...inMode('grid') },
        { name: 'Play', icon: Play, href: playHref(filter), current: playing },
      ]}
    />
  )
}

/** In which order. What goes with a deadline has one of its own. */
export function OrderSwitch({ filter }: { filter: QueueFilter }) {
  if (filter.tab === 'deadline') return null
  const now = orderOf(filter)
  const usual = orderOf({ ...filter, order: null })
  const choice = (name: string, order: typeof now) => ({
    name,
    href: queueHref({ ...filter, order: order === usual ? null : order, after: null }),
    current: order === now,
  })
  return <SwitchLinks label="Order" choices={[choice('Queue order', 'priority'), choice('Newest', 'newest')]} />
}
