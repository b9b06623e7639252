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
      <Badge variant="outline" title="It was deleted over the API; its media and what it tells are gone.">
        <Trash2 aria-hidden /> Deleted over the API
      </Badge>
    )
  }
  if (!zeroRetention) return null
  return (
    <Badge
      variant="info"
      title="Its media, its name and what was read out of it are deleted when its time is over; until then only your team sees them."
    >
      <ShieldCheck aria-hidden /> Zero retention
    </Badge>
  )
}
