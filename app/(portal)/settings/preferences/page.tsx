import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { OwnQueuesForm } from '@/components/queue/own-queues-form'
import { Page } from '@/components/shell/page'
import { ExposureChart } from '@/components/wellbeing/exposure-chart'
import { everyDay } from '@/components/wellbeing/exposure-days'
import { PreferencesForm } from '@/components/wellbeing/preferences-form'
import { durationWords } from '@/components/wellbeing/work-clock'
import { requireMember } from '@/lib/access/session'
import { now } from '@/lib/clock'
import { exposureDays, listExposure } from '@/lib/desk/list-exposure'
import { readPreferences } from '@/lib/desk/read-preferences'
import { listQueues } from '@/lib/queues/list-queues'
import { saveOwnQueuesAction, savePreferencesAction } from './actions'

export const metadata: Metadata = { title: 'Preferences' }

export default async function PreferencesPage() {
  const member = await requireMember('/settings/preferences')
  const [{ team, own, holds }, known, queues] = await Promise.all([
    readPreferences(member, {}),
    listExposure(member, {}),
    listQueues(member, {}),
  ])
  const days = everyDay(known, now(), exposureDays)
  return (
    <Page
      title="Preferences"
      description="How you meet media, when you have seen enough for a day, and which queues are yours. What blurs and limits is offered, not proven to protect anybody."
    >
      <div className="grid gap-8">
        <PreferencesForm team={team} own={own} save={savePreferencesAction} />
        {queues.length > 1 && <OwnQueuesForm queues={queues} save={saveOwnQueuesAction} />}
        <section aria-labelledby="own-exposure" className="grid gap-4 rounded-lg border bg-card p-5 shadow-xs">
          <div className="grid gap-1">
            <h2 id="own-exposure" className="text-base font-semibold tracking-tight">
              Your time with media
            </h2>
            <p className="max-w-prose text-sm text-pretty text-muted-foreground">
              Today (UTC): {durationWords(days.at(-1)?.seconds ?? 0)}. Counted while a case’s media is open in a page
              you have in view and are at, blurred or not. Only you see this; managers see sums of at least three
              people.
            </p>
          </div>
          <ExposureChart label="Your time with media by day" days={days} limit={holds.dailyBudget} />
        </section>
        <p className="text-sm text-muted-foreground">
          Your keys are on the page{' '}
          <Link href={'/settings/keyboard' as Route} className="text-primary underline underline-offset-4">
            Keyboard
          </Link>
          .
        </p>
      </div>
    </Page>
  )
}
