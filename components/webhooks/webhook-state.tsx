import { CirclePause, CirclePlay } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import type { ListedWebhook } from '@/lib/webhooks/list-webhooks'

/** Whether a webhook is being told, and what has not arrived. */
export function WebhookState({ webhook }: { webhook: Pick<ListedWebhook, 'pausedAt' | 'due' | 'failed'> }) {
  const paused = webhook.pausedAt !== null
  const detail = notArrived(webhook)
  return (
    <div className="grid gap-0.5">
      <Badge variant={paused ? 'uncertain' : 'real'}>
        {paused ? <CirclePause aria-hidden /> : <CirclePlay aria-hidden />}
        {paused ? 'Paused' : 'On'}
      </Badge>
      {detail ? <span className="text-[0.8125rem] text-muted-foreground">{detail}</span> : null}
    </div>
  )
}

/** "3 to be sent, 1 failed"; null where everything has arrived. */
export function notArrived({ due, failed }: Pick<ListedWebhook, 'due' | 'failed'>): string | null {
  const parts = [due > 0 ? `${due} to be sent` : null, failed > 0 ? `${failed} failed` : null].filter(Boolean)
  return parts.length > 0 ? parts.join(', ') : null
}
