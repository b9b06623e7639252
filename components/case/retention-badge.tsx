import { ShieldCheck, Trash2 } from 'lucide-react'
import { Badge } from '@/components/ui/badge'

interface RetentionBadgeProps {
  zeroRetention: boolean
  withdrawn: boolean
}

/** Says that a case's media is not kept, and why; nothing for all other cases. */
export function RetentionBadge({ zeroRetention, withdrawn }: RetentionBadgeProps) {
  if (withdrawn) {
    return (
      <Badge variant="outline" title="Whoever handed it in deleted it; its media and what it tells are gone.">
        <Trash2 aria-hidden /> Deleted by who handed it in
      </Badge>
    )
  }
  if (!zeroRetention) return null
  return (
    <Badge variant="info" title="Its media is deleted as soon as its analysis has ended, and its name is not kept.">
      <ShieldCheck aria-hidden /> Zero retention
    </Badge>
  )
}
