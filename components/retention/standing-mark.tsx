import { CircleCheck, Hourglass, LoaderCircle, type LucideIcon, TriangleAlert } from 'lucide-react'
import { Badge, type BadgeProps } from '@/components/ui/badge'
import type { Standing } from '@/lib/retention/list-retention'
import { standingNames } from './retention-words'

const looks: Record<Standing, [LucideIcon, BadgeProps['variant']]> = {
  failed: [TriangleAlert, 'destructive'],
  purging: [LoaderCircle, 'info'],
  due: [Hourglass, 'outline'],
  purged: [CircleCheck, 'real'],
}

/** Where a deletion stands: icon and word. */
export function StandingMark({ standing }: { standing: Standing }) {
  const [Icon, variant] = looks[standing]
  return (
    <Badge variant={variant}>
      <Icon aria-hidden /> {standingNames[standing].name}
    </Badge>
  )
}
