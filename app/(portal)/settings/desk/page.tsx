import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { DeskForm } from '@/components/wellbeing/desk-form'
import { ExposureChart } from '@/components/wellbeing/exposure-chart'
import { everyDay } from '@/components/wellbeing/exposure-days'
import { may } from '@/lib/access/permissions'
import { authorisePage, requireMember } from '@/lib/access/session'
import { now } from '@/lib/clock'
import { exposureDays } from '@/lib/desk/list-exposure'
import { readDesk } from '@/lib/desk/read-desk'
import { sumExposure } from '@/lib/desk/sum-exposure'
import { saveDeskAction } from './actions'

export const metadata: Metadata = { title: 'Desk' }

export default async function DeskPage() {
  const member = await requireMember('/settings/desk')
  if (!authorisePage(member, 'desk.read')) {
    return <PermissionDenied title="Desk" permission="desk.read" role={member.role} />
  }
  const [desk, sums] = await Promise.all([readDesk(member, {}), sumExposure(member, {})])
  return (
    <Page title="Desk" description="How everybody in the team meets media, and how cases are taken and decided.">
      <div className="grid gap-8">
        <DeskForm desk={desk} save={may(member, 'desk.manage') ? saveDeskAction : undefined} />
        <p className="max-w-prose text-sm text-pretty text-muted-foreground">
          Which decisions need a second person is a rule of each{' '}
          <Link href={'/settings/policies' as Route} className="text-primary underline underline-offset-4">
            policy
          </Link>
          .
        </p>
        <section aria-labelledby="team-exposure" className="grid gap-4 rounded-lg border bg-card p-5 shadow-xs">
          <div className="grid gap-1">
            <h2 id="team-exposure" className="text-base font-semibold tracking-tight">
              The team’s time with media
            </h2>
            <p className="max-w-prose text-sm text-pretty text-muted-foreground">
              Everybody’s together. What one person had is for them alone to see, so a day with fewer than three people
              is not told.
            </p>
          </div>
          <ExposureChart
            label="The team’s time with media by day"
            days={everyDay(sums, now(), exposureDays)}
            limit={null}
            untold="not told"
          />
        </section>
      </div>
    </Page>
  )
}
