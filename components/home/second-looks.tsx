import { RetentionBadge } from '@/components/case/retention-badge'
import { queueHref } from '@/components/queue/queue-places'
import { TimeAgo } from '@/components/shell/time-ago'
import type { QueueRow } from '@/lib/cases/list-queue'
import { CaseList, CaseListItem } from './case-list'
import { HomeSection } from './home-section'

/** Cases that were decided once and wait for the reader's eyes, the most urgent first; nothing where there are none. */
export function SecondLooks({ cases, total, now }: { cases: QueueRow[]; total: number; now: Date }) {
  if (cases.length === 0) return null
  const more = total > cases.length ? { href: queueHref({ tab: 'review' }), label: `All ${total}` } : null
  return (
    <HomeSection id="second-looks" title="Second looks you can give" more={more}>
      <CaseList>
        {cases.map((row) => (
          <CaseListItem
            key={row.number}
            number={row.number}
            title={row.title}
            aside={
              <>
                handed in <TimeAgo at={row.createdAt} now={now} />
              </>
            }
            note={row.zeroRetention ? <RetentionBadge zeroRetention withdrawn={false} /> : null}
            action="Look"
          />
        ))}
      </CaseList>
    </HomeSection>
  )
}
