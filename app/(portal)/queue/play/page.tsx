import type { Metadata } from 'next'
import { ModeSwitch } from '@/components/queue/mode-switch'
import { PlayLobby } from '@/components/queue/play-lobby'
import { QueueChips } from '@/components/queue/queue-chips'
import { parseQueueFilter, partOf, type SearchParams } from '@/components/queue/queue-filter'
import { playHref } from '@/components/queue/queue-places'
import { QueueSide } from '@/components/queue/queue-side'
import { waitingOf } from '@/components/queue/row-words'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { may } from '@/lib/access/permissions'
import { requireMember } from '@/lib/access/session'
import { findNextCase } from '@/lib/cases/find-next-case'
import { namePolicies } from '@/lib/policies/name-policies'
import { countQueues } from '@/lib/queues/count-queues'
import { listQueues } from '@/lib/queues/list-queues'
import { claimNextAction } from '../actions'

export const metadata: Metadata = { title: 'Play' }

export default async function PlayPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const filter = parseQueueFilter(await searchParams)
  const member = await requireMember(playHref(filter))
  if (!may(member, 'case.claim')) return <PermissionDenied title="Play" permission="case.claim" role={member.role} />
  const [queues, counts, policies, next] = await Promise.all([
    listQueues(member, {}),
    countQueues(member, {}),
    namePolicies(member, {}),
    findNextCase(member, partOf(filter)),
  ])
  return (
    <Page
      title="Play"
      width="wide"
      description="One case after the other is taken for you, in the order of the queue. Nobody else gets the same."
      actions={<ModeSwitch filter={filter} playing />}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 lg:grid-cols-[14rem_minmax(0,1fr)]">
        <QueueSide
          queues={queues}
          counts={counts}
          current={filter.queueId}
          hrefOf={(queueId) => playHref({ ...filter, queueId })}
        />
        <div className="grid content-start gap-4">
          <QueueChips filter={filter} policies={policies} hrefOf={playHref} />
          <PlayLobby
            filter={filter}
            queueName={queues.find(({ id }) => id === filter.queueId)?.name ?? null}
            waiting={waitingOf(counts, filter.queueId)}
            next={next}
            claimNext={claimNextAction}
          />
        </div>
      </div>
    </Page>
  )
}
