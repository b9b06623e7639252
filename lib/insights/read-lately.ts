import type { Actor } from '@/lib/access/actor'
import { authorise } from '@/lib/access/authorise'
import { addSeconds, now } from '@/lib/clock'
import { type AgreementRow, readAgreement } from './read-agreement'
import { type PersonalLoad, readWorkload } from './read-workload'

/** What Home tells of the last 30 days. */
export interface Lately {
  agreement: AgreementRow[]
  workload: PersonalLoad[]
}

/** Seconds for which an answer is given again: Home asks at every change of the team's. */
const keptFor = 60

// By team; the permission is asked for each time.
const kept = new Map<string, { until: Date; answer: Promise<Lately> }>()

/** Agreement and workload of the last 30 days up to now, at most a minute old. Throws DocketError `forbidden`. */
export async function readLately(actor: Actor): Promise<Lately> {
  authorise(actor, 'insights.read')
  const at = now()
  const known = kept.get(actor.teamId)
  if (known && known.until > at) return known.answer
  const answer = read(actor, at)
  kept.set(actor.teamId, { until: addSeconds(at, keptFor), answer })
  // A failure is not an answer.
  answer.catch(() => kept.delete(actor.teamId))
  return answer
}

async function read(actor: Actor, at: Date): Promise<Lately> {
  const part = { since: addSeconds(at, -30 * 86_400), until: addSeconds(at, 1) }
  const [agreement, workload] = await Promise.all([readAgreement(actor, part), readWorkload(actor, part)])
  return { agreement, workload }
}
