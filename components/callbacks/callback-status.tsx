import { CircleCheck, CircleX, Clock, type LucideIcon, Send } from 'lucide-react'
import { Badge, type BadgeProps } from '@/components/ui/badge'
import type { CallbackStatus } from '@/lib/callbacks/callback-rules'
import type { ListedCallback } from '@/lib/callbacks/list-callbacks'
import { statusDetail, statusNames } from './callback-words'

const looks: Record<CallbackStatus, [LucideIcon, BadgeProps['variant']]> = {
  waiting: [Clock, 'outline'],
  due: [Send, 'info'],
  delivered: [CircleCheck, 'real'],
  failed: [CircleX, 'destructive'],
}

/** Where a callback stands, and since or until when. */
export function CallbackStatusMark({ callback, now }: { callback: ListedCallback; now: Date }) {
  const [Icon, variant] = looks[callback.status]
  const detail = statusDetail(callback, now)
  return (
    <div className="grid gap-0.5">
      <Badge variant={variant}>
        <Icon aria-hidden />
        {statusNames[callback.status]}
      </Badge>
      {detail ? <span className="text-[0.8125rem] text-muted-foreground">{detail}</span> : null}
    </div>
  )
}
