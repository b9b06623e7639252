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
    <Badge variant="info" title="Its media is deleted as soon as its analysis has ended, and its name is not kept.">
      <ShieldCheck aria-hidden /> Zero retention
    </Badge>
  )
}
