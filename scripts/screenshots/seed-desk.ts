import path from 'node:path'
import postgres from 'postgres'
import { findEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import { setPreferences } from '@/lib/desk/set-preferences'
import { startReceiver } from '../../tests/support/callback-receiver'
import { makePeople } from './people'
import { seedHistory } from './seed-history'
import { seedRules } from './seed-rules'
import { type Shown, seedWork } from './seed-work'

export interface SeededDesk {
  shown: Shown
  policyId: string
  webhookId: string | null
}

/** What callbacks and webhooks are sent to: the one takes them, the other does not. Both must be in ALLOWED_PRIVATE_HOSTS. */
export interface Receivers {
  taking: string
  refusing: string
  stop(): Promise<void>
}

/** Starts both. */
export async function startReceivers(): Promise<Receivers> {
  const [taking, refusing] = [await startReceiver(200), await startReceiver(503)]
  return {
    taking: taking.url,
    refusing: refusing.url,
    async stop() {
      await taking.stop()
      await refusing.stop()
    },
  }
}

/** Gives the Docket that runs on `folder` one more team, with two months of work and today's cases. */
export async function seedDesk(
  folder: string,
  { taking, refusing }: Pick<Receivers, 'taking' | 'refusing'>,
  teamName = 'Newsroom',
): Promise<SeededDesk> {
  const ownerUrl = await findEmbeddedPostgres(path.resolve(folder))
  if (!ownerUrl) throw new Error('the product’s database was not found')
  const owner = postgres(ownerUrl, { max: 2, onnotice: () => {} })
  try {
    const desk = await makePeople(owner, teamName)
    const { apiKeyId } = await seedRules(desk, [taking, refusing])
    await seedHistory(desk)
    const shown = await seedWork(desk, apiKeyId, [taking, refusing])
    await setPreferences(desk.actor('noor'), { blur: null, grey: null, mute: null, judgeFirst: true, dailyBudget: 180 })
    const { teamId } = desk
    const [policy] = await owner<{ id: string }[]>`
      select id from policies where team_id = ${teamId} and name = 'Synthetic media'`
    const [webhook] = await owner<{ id: string }[]>`
      select id from webhooks where team_id = ${teamId} order by created_at limit 1`
    return { shown, policyId: policy?.id ?? '', webhookId: webhook?.id ?? null }
  } finally {
    await owner.end()
  }
}
