import { RetentionBadge } from '@/components/case/retention-badge'
import { TimeAgo } from '@/components/shell/time-ago'
import type { ReturnedCase } from '@/lib/cases/list-returned'
import { CaseList, CaseListItem } from './case-list'
import { HomeSection } from './home-section'

/** Cases that somebody sent to the reader; nothing where there are none. */
export function ReturnedCases({ cases, now }: { cases: ReturnedCase[]; now: Date }) {
  if (cases.length === 0) return null
  return (
    <HomeSection id="returned" title="Sent to you">
      <CaseList>
        {cases.map(({ number, title, zeroRetention, byName, at, reason }) => (
          <CaseListItem
            key={number}
            number={number}
            title={title}
            note={
              <>
                {zeroRetention && <RetentionBadge zeroRetention withdrawn={false} />} {reason ? `“${reason}”` : null}
              </>
            }
            aside={
              <>
                by {byName ?? 'a former member'}, <TimeAgo at={at} now={now} />
              </>
            }
            action="Open"
          />
        ))}
      </CaseList>
    </HomeSection>
  )
}
