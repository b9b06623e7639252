import { CircleCheck, CircleX, type LucideIcon, TriangleAlert } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import type { HealthPart } from '@/lib/health/health-part'

const names: Record<HealthPart['part'], { name: string; does: string }> = {
  database: { name: 'Database', does: 'Keeps cases, decisions and the trail.' },
  worker: { name: 'Worker', does: 'Fetches and analyses media.' },
  queue: { name: 'Analyses', does: 'What waits for the worker.' },
  callbacks: { name: 'Callbacks that came in', does: 'What detectors elsewhere have reported.' },
  deliveries: { name: 'Webhooks and callbacks', does: 'What is still to be told outside.' },
  purges: { name: 'Purges', does: 'Delete media whose time is over.' },
  sealing: { name: 'Sealing', does: 'Makes the audit trail provable.' },
  store: { name: 'Media store', does: 'Takes new media.' },
  disk: { name: 'Disk', does: 'Where media and data are kept.' },
  decoder: { name: 'Decoder for sound and video', does: 'Pictures are analysed without it.' },
  detector: { name: 'Detectors elsewhere', does: 'Analyse for the teams that chose one.' },
  models: { name: 'Models of your own', does: 'Judge AI content; all else is found without them.' },
  mail: { name: 'Mail', does: 'Sends invitations and password resets.' },
  clock: { name: 'Clock', does: 'Deadlines and one-time codes go by it.' },
}

const states: Record<
  HealthPart['state'],
  { says: string; icon: LucideIcon; badge: 'real' | 'uncertain' | 'fake'; className: string }
> = {
  up: { says: 'Works', icon: CircleCheck, badge: 'real', className: 'text-verdict-real' },
  degraded: { says: 'Needs a look', icon: TriangleAlert, badge: 'uncertain', className: 'text-verdict-uncertain' },
  down: { says: 'Down', icon: CircleX, badge: 'fake', className: 'text-verdict-fake' },
}

/** How each part of the server is, in words, with what to do where it does not work. */
export function HealthList({ parts }: { parts: HealthPart[] }) {
  return (
    <Card>
      <ul className="divide-y">
        {parts.map((part) => {
          const { name, does } = names[part.part]
          const { says, icon: Icon, badge, className } = states[part.state]
          return (
            <li key={part.part} className="grid gap-x-6 gap-y-1 px-5 py-4 sm:grid-cols-[16rem_minmax(0,1fr)_auto]">
              <div>
                <h2 className="flex items-center gap-2 text-sm font-semibold">
                  <Icon aria-hidden className={cn('size-4.5 shrink-0', className)} />
                  {name}
                </h2>
                <p className="pl-6.5 text-[0.8125rem] text-muted-foreground">{does}</p>
              </div>
              <p className="pl-6.5 text-sm text-pretty sm:pl-0">{part.says}</p>
              <div className="pl-6.5 sm:pl-0">
                <Badge variant={badge}>{says}</Badge>
              </div>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
