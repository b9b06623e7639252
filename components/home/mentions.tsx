import { TimeAgo } from '@/components/shell/time-ago'
import { CaseList, CaseListItem } from './case-list'
import { HomeSection } from './home-section'
import type { ShownMention } from './kept-back'

const most = 5

/** Notes that name the reader and that they have not seen; nothing where there are none. */
export function Mentions({ mentions, now }: { mentions: ShownMention[]; now: Date }) {
  if (mentions.length === 0) return null
  const rest = mentions.length - most
  return (
    <HomeSection id="mentions" title="You were named">
      <CaseList>
        {mentions.slice(0, most).map((mention) => (
          <CaseListItem
            key={mention.noteId}
            number={mention.caseNumber}
            title={`${mention.byName ?? 'A former member'} named you in a note`}
            note={<span className="line-clamp-2">{words(mention)}</span>}
            aside={<TimeAgo at={mention.at} now={now} />}
            action="Read"
          />
        ))}
      </CaseList>
      {rest > 0 ? (
        <p className="mt-2 text-[0.8125rem] text-muted-foreground">
          And {rest} more; a note is no longer listed once you have opened its case.
        </p>
      ) : null}
    </HomeSection>
  )
}

function words({ owed, zeroRetention, body }: ShownMention): string {
  if (owed) return 'You read it on the case, once you have given your first impression there.'
  return zeroRetention || !body ? 'The case is under zero retention: the note is read there.' : `“${body}”`
}
