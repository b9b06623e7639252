import { queueHref } from '@/components/queue/queue-places'
import { TimeAgo } from '@/components/shell/time-ago'
import type { QueueRow } from '@/lib/cases/list-queue'
import { CaseList, CaseListItem } from './case-list'
import { HomeSection } from './home-section'

/** Cases that were handed up to those who may decide them; nothing where there are none. */
export function EscalatedCases({ cases, more, now }: { cases: QueueRow[]; more: boolean; now: Date }) {
  if (cases.length === 0) return null
  const href = queueHref({ tab: 'open', escalated: true })
  return (
    <HomeSection id="escalated" title="Escalated to you" more={more ? { href, label: 'All' } : null}>
      <CaseList>
        {cases.map((row) => (
          <CaseListItem
            key={row.number}
            number={row.number}
            title={row.title}
            note={row.claimedBy ? `In work, with ${row.claimedBy}` : null}
            aside={
              <>
                handed in <TimeAgo at={row.createdAt} now={now} />
              </>
            }
            action="Decide"
          />
        ))}
      </CaseList>
    </HomeSection>
  )
}
