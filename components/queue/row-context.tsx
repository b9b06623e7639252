import { Copy, Users } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import type { RowContext } from '@/lib/cases/list-row-context'
import { seenWords } from './row-words'

/** That it was decided once and somebody else has to look. */
export function RowReview({ row: { review } }: { row: RowContext }) {
  if (!review) return null
  return (
    <Badge variant="uncertain">
      <Users aria-hidden /> {review === 'appeal' ? 'Appeal' : 'Second look'}
    </Badge>
  )
}

/** That the same bytes were handed in before, or that it is known from a list. */
export function RowSeen({ row: { seen, listed } }: { row: RowContext }) {
  const said = [seenWords(seen), listed ? 'In a list of known media' : null].filter((words) => words !== null)
  return said.map((words) => (
    <span key={words} className="inline-flex items-center gap-1">
      <Copy aria-hidden className="size-3.5" />
      {words}
    </span>
  ))
}
