import { PlayBar } from '@/components/queue/play-bar'
import type { QueueFilter } from '@/components/queue/queue-filter'
import type { Member } from '@/lib/access/actor'
import { countCases } from '@/lib/cases/count-cases'
import { listQueues } from '@/lib/queues/list-queues'
import { releaseAction } from '../cases/[number]/actions'
import { claimNextAction } from './actions'

interface PlayStripProps {
  member: Member
  filter: QueueFilter
  found: { id: string; number: number; state: string; claimedBy: string | null }
}

/** What stands above a case in play mode; nothing outside of it. */
export async function PlayStrip({ member, filter, found }: PlayStripProps) {
  if (!filter.play) return null
  const [queues, counts] = await Promise.all([
    listQueues(member, {}),
    countCases(member, { queueId: filter.queueId, mediaType: filter.mediaType, zeroRetention: filter.zeroRetention }),
  ])
  return (
    <PlayBar
      caseId={found.id}
      number={found.number}
      mine={found.state === 'claimed' && found.claimedBy === member.memberId}
      over={found.state === 'decided' || found.state === 'closed'}
      filter={filter}
      queueName={queues.find(({ id }) => id === filter.queueId)?.name ?? null}
      waiting={counts.waiting}
      release={releaseAction}
      claimNext={claimNextAction}
    />
  )
}
