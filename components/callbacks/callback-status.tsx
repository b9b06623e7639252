import { CircleCheck, CircleX, Clock, type LucideIcon, Send } from 'lucide-react'
import { Badge, type BadgeProps } from '@/components/ui/badge'
import type { CallbackStatus } from '@/lib/callbacks/callback-rules'
import { type Standing, statusDetail, statusNames } from './callback-words'

const looks: Record<CallbackStatus, [LucideIcon, BadgeProps['variant']]> = {
  waiting: [Clock, 'outline'],
  due: [Send, 'info'],
  delivered: [CircleCheck, 'real'],
  failed: [CircleX, 'destructive'],
}

/** Where a callback, or what else is sent, stands, and since or until when. */
export function CallbackStatusMark({ callback, now }: { callback: Standing; now: Date }) {
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
