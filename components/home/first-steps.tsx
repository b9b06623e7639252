import { KeyRound, type LucideIcon, Upload, Users } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { Card } from '@/components/ui/card'
import type { ActionResult } from '@/lib/http/server-action'
import { SampleButton } from './sample-button'

interface FirstStepsProps {
  mayAddMembers: boolean
  mayCreateKeys: boolean
  openSamples(input: null): Promise<ActionResult<{ opened: number }>>
}

/** A first visit: what to do next. */
export function FirstSteps({ mayAddMembers, mayCreateKeys, openSamples }: FirstStepsProps) {
  return (
    <div className="grid grid-cols-1 gap-6">
      <Card className="gap-3 p-6">
        <h2 className="text-lg font-semibold tracking-tight">See how a case looks</h2>
        <p className="max-w-prose text-sm text-pretty text-muted-foreground">
          Docket comes with a few pictures, recordings and a video whose answers are known. They become cases like any
          other: analysed here, on this server, and yours to decide.
        </p>
        <div>
          <SampleButton openSamples={openSamples} />
        </div>
      </Card>
      <section aria-labelledby="next-heading">
        <h2 id="next-heading" className="mb-2 text-base font-semibold tracking-tight">
          Or begin with your own
        </h2>
        <ul className="divide-y overflow-hidden rounded-lg border bg-card shadow-xs">
          <Step icon={Upload} href={'/submit' as Route} title="Hand in media">
            Drop files or paste addresses. Each becomes a case with a verdict to check.
          </Step>
          {mayAddMembers ? (
            <Step icon={Users} href={'/settings/members' as Route} title="Invite your colleagues">
              Moderators decide cases; managers also read the trail.
            </Step>
          ) : null}
          {mayCreateKeys ? (
            <Step icon={KeyRound} href={'/settings/keys' as Route} title="Connect your own software">
              With an API key, programs hand in media and read verdicts.
            </Step>
          ) : null}
        </ul>
      </section>
    </div>
  )
}

function Step({
  icon: Icon,
  href,
  title,
  children,
}: {
  icon: LucideIcon
  href: Route
  title: string
  children: string
}) {
  return (
    <li>
      <Link
        href={href}
        className="flex items-center gap-4 px-5 py-4 transition-colors hover:bg-accent focus-visible:-outline-offset-2"
      >
        <Icon aria-hidden className="size-5 shrink-0 text-muted-foreground" />
        <span>
          <span className="block text-sm font-medium">{title}</span>
          <span className="block text-[0.8125rem] text-muted-foreground">{children}</span>
        </span>
      </Link>
    </li>
  )
}
