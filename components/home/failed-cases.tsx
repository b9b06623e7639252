import { RetentionBadge } from '@/components/case/retention-badge'
import { queueHref } from '@/components/queue/queue-places'
import { TimeAgo } from '@/components/shell/time-ago'
import type { QueueRow } from '@/lib/cases/list-queue'
import { CaseList, CaseListItem } from './case-list'
import { HomeSection } from './home-section'

/** Cases whose analysis failed, with the reason; their page offers to try again where the media is kept. */
export function FailedCases({ cases, total, now }: { cases: QueueRow[]; total: number; now: Date }) {
  return (
    <HomeSection
      id="failed"
      title="Could not be analysed"
      more={
        total > cases.length ? { href: queueHref({ tab: 'failed' }), label: `All ${total.toLocaleString('en')}` } : null
      }
    >
      <CaseList>
        {cases.map((row) => (
          <CaseListItem
            key={row.number}
            number={row.number}
            title={row.title}
            note={
              <>
                {row.zeroRetention && <RetentionBadge zeroRetention withdrawn={false} />} {row.failure}
              </>
            }
            aside={<TimeAgo at={row.createdAt} now={now} />}
            action="Look"
          />
        ))}
      </CaseList>
    </HomeSection>
  )
}
